using System.Diagnostics;

namespace Hark.Bench;

/// <summary>Campaigns with the pool uncapped: messages a second from the start to the last outcome on disk, and the process' memory.</summary>
static class CampaignBench
{
    public static async Task Run(IReadOnlyList<int> sizes)
    {
        foreach (var size in sizes)
        {
            await using var host = await BenchHost.Start(rate: 1_000_000);
            var store = await host.NewStore("BENCH");
            var watch = Stopwatch.StartNew();
            await host.Import(store, 0, size);
            var imported = watch.Elapsed;

            using var memory = new MemoryWatch();
            var (cpu, written, allocated) = (Process.GetCurrentProcess().TotalProcessorTime, WrittenBytes(), GC.GetTotalAllocatedBytes());
            var view = await host.WhenEnded(await host.StartCampaign(store, "bench"));
            var seconds = (view.EndedAt - view.StartedAt)!.Value.TotalSeconds;
            cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;

            var handedOver = view.ByStatus.Where(s => s.Key is DeliveryStatus.Submitted or DeliveryStatus.Delivered).Sum(s => s.Value);
            if (handedOver != size) throw new InvalidOperationException($"{handedOver} of {size} were handed over: {string.Join(", ", view.ByStatus)}");
            Table.Row($"{size:N0}", $"{seconds:F2}", $"{size / seconds:N0}", $"{cpu.TotalSeconds * 1e6 / size:F0}", $"{(WrittenBytes() - written) / (double)size:N0}", $"{(GC.GetTotalAllocatedBytes() - allocated) / (double)size:N0}", $"{memory.PeakMegabytes:N0}", $"{size / imported.TotalSeconds:N0}");
        }
    }

    /// <summary>Bytes this process had written to storage, as the kernel counts them.</summary>
    static long WrittenBytes() =>
        long.Parse(File.ReadLines("/proc/self/io").First(l => l.StartsWith("write_bytes", StringComparison.Ordinal)).Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
}
