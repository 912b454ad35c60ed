using System.Diagnostics;

namespace Hark.Cluster.Tests;

/// <summary>SIGTERM of silos in a campaign: the work is handed over, and nothing becomes unknown.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class StoppedSiloTests(StoppedSiloTests.TwoSilos fixture, ITestOutputHelper output) : IClassFixture<StoppedSiloTests.TwoSilos>
{
    const int Rate = 100;
    static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(20);

    readonly ProcessCluster _cluster = fixture.Cluster;

    [Fact]
    public Task SiloOfTheCampaignStopped_SaysSoFirstAndTheOtherGoesOn() => _cluster.Story(output, async () =>
    {
        await _cluster.Whole();
        var campaign = await RunningCampaign.Start(_cluster, 8 * Rate);
        await _cluster.Arrived(Rate);
        Node silo;
        await using (var view = await _cluster.Look()) silo = (await view.HolderOf(campaign.CampaignId))!;

        var stopped = silo.Process.Stop();
        await Until.True(async () => await silo.Readiness() is not null, "/readyz says no");
        Assert.Equal("Hark is stopping.\n", await silo.Readiness());
        await Answering.All(_cluster.Http, campaign.Shop, campaign.People.Take(50));
        Assert.False(stopped.IsCompleted);
        var (code, took) = await stopped;
        await campaign.Ends(_cluster);
        var balance = await campaign.Balance(_cluster);
        output.WriteLine($"stopped with {code} after {took.TotalSeconds:0.0} s; {balance}");
        Assert.Equal(0, code);
        Assert.True(took < LongestStop, $"{took}");
        balance.Holds(unknownAtMost: 0);
    });

    [Fact]
    public Task EverySiloRestartedInTurn_TheCampaignCompletesWithoutAnUnknown() => _cluster.Story(output, async () =>
    {
        await _cluster.Whole();
        var campaign = await RunningCampaign.Start(_cluster, 25 * Rate);
        await _cluster.Arrived(Rate);
        var watch = Stopwatch.StartNew();
        foreach (var silo in _cluster.Silos)
        {
            Assert.Equal(0, (await silo.Process.Stop()).Code);
            await silo.Start();
        }
        var restarted = watch.Elapsed;
        var left = (await campaign.Shop.Campaign(_cluster.Http, campaign.Id)).Text("status");
        await campaign.Ends(_cluster);
        var balance = await campaign.Balance(_cluster);
        var peak = Journal.Peak(_cluster.Arrivals());
        output.WriteLine($"both restarted within {restarted.TotalSeconds:0.0} s, the campaign was {left} then; {balance}; peak {peak} parts in a second");
        balance.Holds(unknownAtMost: 0);
        Assert.True(peak <= Cap.Most(Rate), $"{peak} parts in a second");
    });

    public sealed class TwoSilos() : ClusterFixture(silos: 2, hosts: 1, Rate);
}
