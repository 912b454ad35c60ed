namespace Hark.Grains.Tests;

/// <summary>Pumps on some nodes, Subscribers at random on all: invariant 4 over a cluster.</summary>
public class ClusterTests
{
    static readonly TimeSpan s_network = TimeSpan.FromMilliseconds(1);

    static PoolSimulation Cluster(double rate) => new(rate, delay: s_network) { Network = s_network };

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 30)]
    [InlineData(4, 30)]
    [InlineData(1, 300)]
    [InlineData(2, 300)]
    [InlineData(4, 300)]
    public void OneStoreHereNineThere_FullFairAndWithinTheCap(int count, int rate)
    {
        var pool = Cluster(rate);
        var nodes = pool.AddNodes(count);
        var pumps = Enumerable.Range(0, 10).Select(store => pool.AddPump(nodes[Math.Min(store, 1) % count], store, Priority.Campaign)).ToList();

        pool.Run(30);

        Assert.InRange(pool.HandOvers.Within(2, 30), 0.99 * 28 * rate, 28 * rate + 2);
        Assert.InRange(HandOvers.Jain([.. pumps.Select(p => pool.HandOvers.PartsOf(p.Store))]), 0.98, 1);
        Assert.InRange(pool.HandOvers.Peak(), rate, rate + 1);
        Assert.InRange(pool.HandOvers.Burst(rate), 1, HandOvers.Allowed(rate));
        Assert.All(pumps, p => Assert.Equal(0, p.TurnedAway));
    }

    [Fact]
    public void ManyPartsOnSeveralNodes_FullFairAndWithinTheCap()
    {
        var pool = Cluster(30);
        var nodes = pool.AddNodes(4);
        var pumps = Enumerable.Range(0, 6).Select(i => pool.AddPump(nodes[i % 4], i, Priority.Campaign, parts: 1 + i % 3)).ToList();

        pool.Run(60);

        Assert.InRange(pool.HandOvers.Within(2, 60), 0.99 * 58 * 30, 58 * 30 + 3);
        Assert.InRange(HandOvers.Jain([.. pumps.Select(p => pool.HandOvers.PartsOf(p.Store))]), 0.98, 1);
        Assert.InRange(pool.HandOvers.Burst(30), 3, HandOvers.Allowed(30, largest: 3));
    }

    [Theory]
    [InlineData(2, 30)]
    [InlineData(4, 30)]
    [InlineData(4, 300)]
    public void SinglesFlood_CampaignsKeepAboutATenth(int count, int rate)
    {
        var pool = Cluster(rate);
        var nodes = pool.AddNodes(count);
        pool.AddPump(nodes[0], 1, Priority.Campaign);
        pool.AddPump(nodes[^1], 2, Priority.Single);

        pool.Run(30);

        Assert.InRange(pool.HandOvers.PartsOf(Priority.Campaign) / (double)pool.HandOvers.Parts, 0.08, 0.15);
        Assert.InRange(pool.HandOvers.Within(2, 30), 0.99 * 28 * rate, 28 * rate + 2);
    }

    [Fact]
    public void CampaignSaturates_SingleLeavesWithinHalfASecond()
    {
        var pool = Cluster(30);
        var nodes = pool.AddNodes(4);
        pool.AddPump(nodes[0], 1, Priority.Campaign);
        var single = pool.AddPump(nodes[1], 2, Priority.Single, texts: 0);
        pool.Run(5);

        for (var i = 0; i < 20; i++)
        {
            single.Add(1);
            pool.Run(0.5);
            Assert.Equal(i + 1, single.Done);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void CarrierAnswersAfterASecond_PoolIsFullSoon(int count)
    {
        var pool = Cluster(30);
        pool.AtCarrier = TimeSpan.FromSeconds(1);
        var nodes = pool.AddNodes(count);
        pool.AddPump(nodes[0], 1, Priority.Campaign);
        pool.AddPump(nodes[^1], 2, Priority.Campaign);

        pool.Run(30);

        Assert.InRange(pool.HandOvers.Within(2, 30), 0.99 * 28 * 30, 28 * 30 + 2);
    }

    [Fact]
    public void CarrierBecomesSlow_PoolIsFullAgainWithinThreeSeconds()
    {
        var pool = Cluster(30);
        pool.AddPump(pool.AddNodes(2)[0], 1, Priority.Campaign);
        pool.Run(5);
        pool.AtCarrier = TimeSpan.FromSeconds(1);

        pool.Run(13);

        Assert.InRange(pool.HandOvers.Within(8, 18), 0.99 * 300, 302);
    }

    [Fact]
    public void NodeWithoutWork_LearnsWhatWaitsElsewhereWhenItReports()
    {
        var pool = Cluster(300);
        var (busy, idle) = (pool.AddNode(), pool.AddNode());
        using var line = busy.Pacer.Join(new StoreId(1), Priority.Campaign, () => { });
        line.Want(1_000);
        pool.Run(2);
        Assert.Empty(idle.Pacer.Snapshot().Elsewhere);

        idle.Pacer.Report();
        pool.Run(0.1);
        Assert.Equal(1_000, idle.Pacer.Snapshot().Elsewhere[new StoreId(1)]);
    }

    [Fact]
    public void WorkElsewhere_IsInFinishTimesAndShares()
    {
        var pool = Cluster(30);
        var nodes = pool.AddNodes(2);
        pool.AddPump(nodes[0], 1, Priority.Campaign, texts: 3_000);
        pool.AddPump(nodes[1], 2, Priority.Campaign, texts: 9_000);

        pool.Run(10);

        var seen = nodes[0].Pacer.Snapshot();
        Assert.InRange(seen.Waiting[new StoreId(1)], 2_820, 2_880);
        Assert.InRange(seen.Elsewhere[new StoreId(2)], 8_820, 8_880);
        Assert.Equal(0.5, seen.ShareOf(new StoreId(1)));
        Assert.Equal(1 / 3.0, seen.ShareOf(new StoreId(3)));
        Assert.Equal(6_000 / 30.0, seen.FinishOf(new StoreId(1), 3_000).TotalSeconds, 3);
    }

    [Fact]
    public async Task WorkThatNeedsNoPiece_IsReportedAllTheSame()
    {
        var pool = Cluster(30);
        var nodes = pool.AddNodes(2);
        using var line = nodes[0].Pacer.Join(new StoreId(1), Priority.Campaign, () => { });
        line.Want(1_000);

        for (var second = 0; second < 10; second++)
        {
            pool.Run(1);
            Assert.Equal(1_000, (await pool.Actor.View()).Waiting[new StoreId(1)]);
        }
        Assert.Equal(0, pool.Writes);
        line.Want(0);
        pool.Run(0.6);
        Assert.Empty((await pool.Actor.View()).Waiting);
    }
}
