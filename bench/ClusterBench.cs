using System.Diagnostics;
using System.Globalization;
using Hark.Testing;

namespace Hark.Bench;

/// <summary>The same campaign on each host, as real processes and over HTTP: one machine on SQLite; silos on PostgreSQL with Orleans' own provider of states; and with ours.</summary>
static class ClusterBench
{
    public static async Task Campaigns(int audience)
    {
        await Campaign("one machine, SQLite", audience, await BenchService.OneMachine());
        await Campaign("1 silo, states by ADO.NET", audience, await BenchService.Cluster(silos: 1, ("Cluster__States", "AdoNet")));
        await Campaign("1 silo, states in batches", audience, await BenchService.Cluster(silos: 1));
        await Campaign("2 silos, states by ADO.NET", audience, await BenchService.Cluster(silos: 2, ("Cluster__States", "AdoNet")));
        await Campaign("2 silos, states in batches", audience, await BenchService.Cluster(silos: 2));
    }

    /// <summary>How much memory two silos take for many.</summary>
    public static async Task Large(int audience) => await Campaign("2 silos, states in batches", audience, await BenchService.Cluster(silos: 2));

    /// <summary>What the carrier saw of a campaign at a capped rate.</summary>
    public static async Task Pace(int rate, TimeSpan length)
    {
        foreach (var silos in (int[])[1, 2, 4])
        {
            await using var service = await BenchService.Cluster(silos, ("Bandwidth__Rate", $"{rate}"), ("Simulator__Journal", BenchService.JournalFile));
            var store = await service.NewStore("BENCH");
            await service.Import(store, 0, (int)(rate * length.TotalSeconds));
            await service.CampaignEnds(await service.StartCampaign(store));

            var arrivals = service.Arrivals();
            // The first seconds find the silos' shares.
            var steady = arrivals.Select(a => a.At).Order().SkipWhile((at, _) => at < arrivals.Min(a => a.At) + 3_000).ToList();
            Table.Row($"{silos}", $"{arrivals.Sum(a => a.Parts):N0}", $"{Journal.Peak(arrivals)}", $"{100 * 1_000.0 * (steady.Count - 1) / (rate * (double)(steady[^1] - steady[0])):F2} %");
        }
    }

    static async Task Campaign(string host, int audience, BenchService service)
    {
        await using var _ = service;
        var store = await service.NewStore("BENCH");
        var watch = Stopwatch.StartNew();
        await service.Import(store, 0, audience);
        var imported = watch.Elapsed.TotalSeconds;
        var (ours, database) = service.Cpu;
        var view = await service.CampaignEnds(await service.StartCampaign(store));
        var (oursAfter, databaseAfter) = service.Cpu;

        var seconds = (view.GetProperty("endedAt").GetDateTimeOffset() - view.GetProperty("startedAt").GetDateTimeOffset()).TotalSeconds;
        var progress = view.GetProperty("progress");
        var handedOver = progress.EnumerateObject().Where(s => s.Name is "submitted" or "delivered").Sum(s => s.Value.GetInt64());
        if (handedOver != audience) throw new InvalidOperationException($"{handedOver} of {audience} were handed over: {progress}");
        Table.Row(host, $"{audience:N0}", $"{seconds:F2}", $"{audience / seconds:N0}", Micros(oursAfter - ours), Micros(databaseAfter - database),
            string.Join(" + ", service.PeakMegabytes.Select(mb => mb.ToString("N0", CultureInfo.InvariantCulture))), $"{audience / imported:N0}");

        string Micros(TimeSpan cpu) => (cpu.TotalSeconds * 1e6 / audience).ToString("N0", CultureInfo.InvariantCulture);
    }
}
