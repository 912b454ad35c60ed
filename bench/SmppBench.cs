using System.Diagnostics;
using Hark.Carriers;
using Hark.Testing;

namespace Hark.Bench;

/// <summary>Campaigns over SMPP to an SMSC on the same machine that is not ours (npm package smpp on Node.js): its journal is the judge.</summary>
static class SmppBench
{
    const int Window = 100;
    const int Sessions = 2;

    /// <param name="receipts">Whether the SMSC sends one for each text.</param>
    public static async Task Uncapped(int size, bool receipts)
    {
        await using var smsc = await NodeSmsc.Start(new() { Receipts = receipts ? 1_000 : null });
        await using var host = await Start(smsc, rate: 1_000_000);
        var store = await host.NewStore("BENCH");
        await host.Import(store, 0, size);
        await host.WhenUp();

        using var memory = new MemoryWatch();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var view = await host.WhenEnded(await host.StartCampaign(store, "bench"));
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        var seconds = (view.EndedAt - view.StartedAt)!.Value.TotalSeconds;
        var submits = smsc.Submits();
        var twice = submits.Count - submits.Select(s => s.Destination).Distinct().Count();
        if (submits.Count != size || twice > 0) throw new InvalidOperationException($"The SMSC took {submits.Count} of {size}, {twice} twice: {string.Join(", ", view.ByStatus)}");
        Table.Row($"{size:N0}", receipts ? "yes" : "no", $"{seconds:F2}", $"{size / seconds:N0}", $"{cpu.TotalSeconds * 1e6 / size:F0}", $"{memory.PeakMegabytes:N0}", $"{twice}");
    }

    /// <param name="text">Of one part or of several.</param>
    public static async Task Paced(double rate, int size, string text)
    {
        await using var smsc = await NodeSmsc.Start(new() { Receipts = 1_000 });
        await using var host = await Start(smsc, rate);
        var store = await host.NewStore("BENCH");
        await host.Import(store, 0, size);
        await host.WhenUp();
        var view = await host.WhenEnded(await host.StartCampaign(store, "bench", text));
        var (seconds, submits) = ((view.EndedAt - view.StartedAt)!.Value.TotalSeconds, smsc.Submits());
        Table.Row($"{rate:N0}", $"{size:N0}", $"{submits.Count / size}", $"{submits.Count:N0}", $"{seconds:F1}", $"{NodeSmsc.BusiestSecond(submits)}", $"{100 * submits.Count / (rate * seconds):F2} %");
    }

    static Task<BenchHost> Start(NodeSmsc smsc, double rate) => BenchHost.Start(rate, carrier: events =>
        new SmppLink("smpp", new() { Host = "127.0.0.1", Port = smsc.Port, SystemId = "hark", Password = "secret", Window = Window, Sessions = Sessions }, events, new NoObserver(), TimeProvider.System));

    static Task<LinkReport> WhenUp(this BenchHost host) => BenchHost.When(() => Task.FromResult(((ILink)host.Grains.Carrier).Report()), report => report.State == LinkState.Up);
}
