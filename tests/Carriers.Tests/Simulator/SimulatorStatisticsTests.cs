using FsCheck;
using FsCheck.Fluent;
using Hark.Grains;

namespace Hark.Carriers.Tests;

public sealed class SimulatorStatisticsTests
{
    [Fact]
    public async Task Traffic_IsCountedByTextPartAndStatus()
    {
        await using var bench = new SimulatorBench(o => (o.Latency, o.ThrottleRate) = (TimeSpan.Zero, 5));

        await bench.Submit(1, parts: 3);
        await bench.Submit(2, parts: 2);
        await bench.Submit(3);

        var statistics = bench.Carrier.Statistics();
        Assert.Equal((3, 6, 6, 6, 2), (statistics.Texts, statistics.Parts, statistics.PartsLastSecond, statistics.PeakPartsPerSecond, statistics.Arrived));
        Assert.Equal((2, 1, 0), (statistics.ByStatus[SubmitStatus.Accepted], statistics.ByStatus[SubmitStatus.Throttled], statistics.ByStatus[SubmitStatus.Rejected]));
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((0, 6), (bench.Carrier.Statistics().PartsLastSecond, bench.Carrier.Statistics().PeakPartsPerSecond));
    }

    /// <summary>The peak over all windows [t, t + 1 s) is reached by one that begins at a text, so trying those is enough.</summary>
    [Fact]
    public void PeakPartsPerSecond_IsThatOfTheFullestSlidingSecond() =>
        Prop.ForAll(Gen.Zip(Gen.Choose(0, 400), Gen.Choose(1, 10)).NonEmptyListOf().ToArbitrary(), texts =>
        {
            var bench = new SimulatorBench();
            var (at, sent) = (0, new List<(int At, int Parts)>());
            foreach (var (gap, parts) in texts)
            {
                bench.Time.Advance(TimeSpan.FromMilliseconds(gap));
                _ = bench.Submit(sent.Count + 1, parts);
                sent.Add((at += gap, parts));
            }
            return bench.Carrier.Statistics().PeakPartsPerSecond == sent.Max(from => sent.Where(s => s.At >= from.At && s.At < from.At + 1_000).Sum(s => s.Parts));
        }).QuickCheckThrowOnFailure();
}
