using System.Diagnostics;

namespace Hark.Bench;

/// <summary>A CSV file of a million rows through the API of the real program, and how long the program takes to be ready on the data afterwards.</summary>
static class ImportBench
{
    public static async Task Run(int rows)
    {
        await using var hark = await BenchService.OneMachine();
        var store = await hark.NewStore("BENCHBIG");
        var watch = Stopwatch.StartNew();
        await hark.Import(store, 0, rows);
        var imported = watch.Elapsed.TotalSeconds;
        var peak = hark.PeakMegabytes.Single();

        var starts = new List<double>();
        for (var i = 0; i < 5; i++) starts.Add((await hark.Restart()).TotalSeconds);
        Table.Row($"{rows:N0}", $"{imported:F1}", $"{rows / imported:N0}", $"{peak:N0}", $"{starts.Min():F2}", $"{starts.Max():F2}");
    }
}
