namespace Hark.Grains.Tests;

public class FairnessTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(10)]
    public void EqualDemand_EqualShares(int stores)
    {
        var pool = new PoolSimulation(30);
        var node = pool.AddNode();
        var pumps = Enumerable.Range(0, stores).Select(store => pool.AddPump(node, store, Priority.Campaign)).ToList();

        pool.Run(60);

        Assert.InRange(Jain(pool, pumps), 0.98, 1);
        Assert.InRange(pool.HandOvers.Parts, 0.99 * 1800, 1801);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    public void LongAndShortTexts_EqualSharesInParts(int stores)
    {
        var pool = new PoolSimulation(30);
        var node = pool.AddNode();
        var pumps = Enumerable.Range(0, stores).Select(store => pool.AddPump(node, store, Priority.Campaign, parts: 1 + 2 * (store % 2))).ToList();

        pool.Run(120);

        Assert.InRange(Jain(pool, pumps), 0.98, 1);
    }

    [Fact]
    public void TwoCampaignsOfOneStore_ShareOneShare()
    {
        var pool = new PoolSimulation(30);
        var node = pool.AddNode();
        var twice = pool.AddPump(node, 1, Priority.Campaign);
        pool.AddPump(node, 1, Priority.Campaign);
        var once = pool.AddPump(node, 2, Priority.Campaign);

        pool.Run(60);

        Assert.InRange(Jain(pool, [twice, once]), 0.98, 1);
    }

    [Fact]
    public void StoresOnSeveralNodes_EqualSharesOverTheCluster()
    {
        var pool = new PoolSimulation(30, delay: TimeSpan.FromMilliseconds(2));
        var (first, second) = (pool.AddNode(), pool.AddNode());
        Pump[] pumps = [pool.AddPump(first, 1, Priority.Campaign, texts: 100_000), pool.AddPump(second, 2, Priority.Campaign, texts: 9_000), pool.AddPump(second, 3, Priority.Campaign, texts: 5_000)];

        pool.Run(120);

        Assert.InRange(Jain(pool, pumps), 0.98, 1);
        Assert.InRange(pool.HandOvers.Parts, 0.99 * 3600, 3601);
    }

    [Fact]
    public void CampaignSaturates_SingleLeavesWithinHalfASecond()
    {
        var pool = new PoolSimulation(30);
        var node = pool.AddNode();
        pool.AddPump(node, 1, Priority.Campaign, parts: 3);
        var single = pool.AddPump(node, 2, Priority.Single, texts: 0);
        pool.Run(10);

        for (var i = 0; i < 20; i++)
        {
            single.Add(1);
            pool.Run(0.5);
            Assert.Equal(i + 1, single.Done);
        }
    }

    [Fact]
    public void AllWaitAtTheExit_ComplianceThenSinglesThenCampaigns()
    {
        var pool = new PoolSimulation(30);
        var node = pool.AddNode();
        node.Pacer.SlowDown(TimeSpan.FromMilliseconds(500));
        pool.AddPump(node, 1, Priority.Campaign, texts: 2);
        pool.AddPump(node, 2, Priority.Single, texts: 2);
        pool.AddPump(node, 3, Priority.Compliance, texts: 2);

        pool.Run(2);

        Assert.Equal(
            [Priority.Compliance, Priority.Compliance, Priority.Single, Priority.Single, Priority.Campaign, Priority.Campaign],
            pool.HandOvers.All.Select(h => h.Priority));
    }

    [Fact]
    public void SinglesFlood_CampaignsKeepATenth()
    {
        var pool = new PoolSimulation(30);
        var node = pool.AddNode();
        pool.AddPump(node, 1, Priority.Campaign);
        pool.AddPump(node, 2, Priority.Single);

        pool.Run(60);

        Assert.InRange(pool.HandOvers.PartsOf(Priority.Campaign), 170, 200);
        Assert.InRange(pool.HandOvers.Parts, 0.99 * 1800, 1801);
    }

    [Fact]
    public void ReleasedParts_AreAdmittedAgain()
    {
        var pool = new PoolSimulation(30);
        var told = 0;
        var line = pool.AddNode().Pacer.Join(new StoreId(1), Priority.Campaign, () => told++);
        var first = line.Take(1, 100);
        Assert.Equal(pool.Options.Window(), first);
        Assert.Equal(0, line.Take(1, 100));

        line.Release(1);
        line.Release(1);

        Assert.Equal(1, told);
        Assert.Equal(2, line.Take(1, 100));
    }

    [Fact]
    public void LineLeaves_WhatWasReservedForItGoesToOthers()
    {
        var pool = new PoolSimulation(30);
        var node = pool.AddNode();
        var gone = node.Pacer.Join(new StoreId(1), Priority.Campaign, () => { });
        var stays = node.Pacer.Join(new StoreId(2), Priority.Campaign, () => { });
        var taken = gone.Take(1, 100);
        Assert.Equal(0, stays.Take(1, 100));
        for (var i = 0; i < taken; i++) gone.Release(1);

        gone.Dispose();

        Assert.Equal(pool.Options.Window(), stays.Take(1, 100));
    }

    static double Jain(PoolSimulation pool, IEnumerable<Pump> pumps) => HandOvers.Jain([.. pumps.Select(pump => pool.HandOvers.PartsOf(pump.Store))]);
}
