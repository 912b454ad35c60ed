namespace Hark.Grains.Tests;

/// <summary>Nodes that come, go and stand still, and a pool that moves.</summary>
public class ClusterFailureTests
{
    const int Rate = 30;

    static readonly TimeSpan s_network = TimeSpan.FromMilliseconds(1);

    readonly PoolSimulation _pool = new(Rate, delay: s_network) { Network = s_network };

    void AssertFull(double from, double to) => Assert.InRange(_pool.HandOvers.Within(from, to), 0.99 * Rate * (to - from) - 1, Rate * (to - from) + 2);
    void AssertCap() => Assert.InRange(_pool.HandOvers.Burst(Rate), 1, HandOvers.Allowed(Rate));

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void NodeKilled_PoolIsFullTwoSecondsAfterItIsDeclaredDead(int count)
    {
        var nodes = _pool.AddNodes(count);
        for (var i = 0; i < count; i++) _pool.AddPump(nodes[i], i, Priority.Campaign);
        _pool.Run(5);
        nodes[^1].Kill();
        _pool.Run(1);
        nodes[^1].Declare(dead: true);

        _pool.Run(10);

        AssertFull(8, 16);
        AssertCap();
        Assert.InRange(_pool.HandOvers.PartsOf(new StoreId(0)) - _pool.HandOvers.PartsOf(new StoreId(1)), count == 2 ? 200 : -20, count == 2 ? 400 : 20);
    }

    [Fact]
    public void NodesJoin_PoolStaysFullAndIsShared()
    {
        var first = _pool.AddNode();
        var here = _pool.AddPump(first, 1, Priority.Campaign);
        _pool.Run(5);
        var second = _pool.AddNode();
        _pool.Run(5);
        var there = _pool.AddPump(second, 2, Priority.Campaign);
        var before = _pool.HandOvers.PartsOf(here.Store);

        _pool.Run(20);

        AssertFull(7, 30);
        AssertCap();
        Assert.InRange(HandOvers.Jain([_pool.HandOvers.PartsOf(here.Store) - before, _pool.HandOvers.PartsOf(there.Store)]), 0.98, 1);
    }

    [Fact]
    public void AllOthersLeave_TheLastGoesOnAlone()
    {
        var nodes = _pool.AddNodes(3);
        _pool.AddPump(nodes[0], 1, Priority.Campaign);
        _pool.Run(5);
        foreach (var gone in nodes[1..])
        {
            gone.Kill();
            gone.Declare(dead: true);
        }
        var writes = _pool.Writes;

        _pool.Run(10);

        AssertFull(7, 15);
        AssertCap();
        Assert.InRange(_pool.Writes - writes, 9, 25);
        Assert.Empty(nodes[0].Pacer.Snapshot().Elsewhere);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(60)]
    public async Task ProcessStoodStill_WhoWaitedAtTheExitIsTurnedAwayThoughSlotsCanBeHad(int seconds)
    {
        var node = _pool.AddNodes(2)[0];
        node.Pacer.SlowDown(TimeSpan.FromSeconds(0.5));
        var waited = Enumerable.Range(0, 3).Select(_ => node.Pacer.HandOver(1, Priority.Single, node.Pacer.Instant).AsTask()).ToList();
        _pool.Run(0.2);
        node.Stop();
        _pool.Run(seconds);
        node.Continue();
        var after = node.Pacer.HandOver(1, Priority.Single, node.Pacer.Instant).AsTask();
        _pool.Run(0.2);

        foreach (var answer in waited) Assert.False((await answer).Found);
        Assert.True((await after).Holds);
    }

    [Fact]
    public async Task ProcessStoodStillWithASlotInItsHand_TheSlotHoldsNoMore()
    {
        var node = _pool.AddNodes(2)[0];
        var answer = node.Pacer.HandOver(1, Priority.Single, node.Pacer.Instant).AsTask();
        _pool.Run(0.05);
        var slot = await answer;
        Assert.True(slot.Holds);

        _pool.Time.Advance(Slot.Lifetime + TimeSpan.FromMilliseconds(1));

        Assert.True(slot.Found);
        Assert.False(slot.Holds);
    }

    [Fact]
    public void NodeStandsStillAndComesBack_NothingOldLeavesAndThePoolIsFull()
    {
        var nodes = _pool.AddNodes(3);
        foreach (var (node, store) in nodes.Select((n, i) => (n, i))) _pool.AddPump(node, store, Priority.Campaign);
        _pool.Run(5);
        nodes[2].Stop();
        _pool.Run(2);
        nodes[2].Declare(dead: true);
        _pool.Run(10);
        AssertFull(9, 17);
        nodes[2].Declare(dead: false);
        nodes[2].Continue();

        _pool.Run(10);

        AssertFull(18, 27);
        AssertCap();
    }

    [Fact]
    public void PoolMoves_RestsForWhatWasLeasedAndGoesOn()
    {
        var nodes = _pool.AddNodes(4);
        foreach (var (node, store) in nodes.Select((n, i) => (n, i))) _pool.AddPump(node, store, Priority.Campaign);
        _pool.Run(5);
        _pool.Restart();

        _pool.Run(10);

        AssertFull(6, 15);
        AssertCap();
    }
}
