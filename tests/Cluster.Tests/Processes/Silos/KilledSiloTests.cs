using System.Diagnostics;

namespace Hark.Cluster.Tests;

/// <summary>kill -9 of one of three silos in a campaign.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class KilledSiloTests(KilledSiloTests.ThreeSilos fixture, ITestOutputHelper output) : IClassFixture<KilledSiloTests.ThreeSilos>
{
    const int Rate = 300;
    const int Audience = 2_000;

    /// <summary>What is promised: every Subscriber answers again within it.</summary>
    static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    readonly ProcessCluster _cluster = fixture.Cluster;

    [Fact]
    public Task SiloOfACampaignKilled_AnotherGoesOnWithItAtOnce() => _cluster.Story(output, () => Killed((view, campaign) => view.HolderOf(campaign.CampaignId)));

    [Fact]
    public Task SiloOfBandwidthKilled_ThePoolIsUsedAgainAndNeverTooMuch() => _cluster.Story(output, () => Killed((view, _) => view.HolderOfBandwidth()));

    async Task Killed(Func<ClusterView, RunningCampaign, Task<Node?>> holder)
    {
        await _cluster.Whole();
        var campaign = await RunningCampaign.Start(_cluster, Audience);
        await _cluster.Arrived(Audience / 10);
        Node victim;
        await using (var view = await _cluster.Look()) victim = (await holder(view, campaign))!;

        victim.Process.Kill();
        var watch = Stopwatch.StartNew();
        var killedAt = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var inFlight = (await _cluster.Ledger.InFlight(campaign.Shop)).Count;
        var answering = await Answering.All(_cluster.Http, campaign.Shop, campaign.People.Where((_, i) => i % 5 == 0));
        var end = await campaign.Ends(_cluster);
        var ended = watch.Elapsed;
        var balance = await campaign.Balance(_cluster);
        var (peak, pause) = (Journal.Peak(_cluster.Arrivals()), Cap.LongestPause(killedAt, balance.Arrivals));
        output.WriteLine($"all answer {answering.TotalSeconds:0.0} s after the kill, sending stood still for {pause.TotalSeconds:0.0} s, the campaign ended {ended.TotalSeconds:0.0} s after it; " +
            $"in flight {inFlight}, {balance}; peak {peak} parts in a second, afterwards {Journal.Peak(balance.Arrivals.Where(a => a.At > killedAt + pause.TotalMilliseconds))}");

        Assert.Equal(Audience, end.Number("audience"));
        balance.Holds(unknownAtMost: inFlight);
        Assert.True(peak <= Cap.Most(Rate), $"{peak} parts in a second");
        Assert.True(answering <= LongestSilence, $"{answering}");

        await victim.Start();
        await using var after = await _cluster.Look();
        await Until.True(async () => await after.Members() == 3, "the restarted silo is a member");
    }

    public sealed class ThreeSilos() : ClusterFixture(silos: 3, hosts: 1, Rate);
}
