namespace Hark.Grains.Tests;

public class SendPacerTests
{
    [Theory]
    [InlineData(0.1, 200)]
    [InlineData(1, 60)]
    [InlineData(30, 60)]
    [InlineData(1000, 10)]
    public void WorkAlwaysWaiting_UsesTheRateAndNoMore(double rate, int seconds)
    {
        var pool = new PoolSimulation(rate);
        pool.AddPump(pool.AddNode(), 1, Priority.Campaign);

        pool.Run(seconds);

        Assert.InRange(pool.HandOvers.Parts, 0.99 * rate * seconds, rate * seconds + 1);
        Assert.InRange(pool.HandOvers.Burst(rate), 1, HandOvers.Allowed(rate));
    }

    [Fact]
    public void MillionPartsASecond_AreNotHeldUp()
    {
        var pool = new PoolSimulation(1_000_000);
        var pump = pool.AddPump(pool.AddNode(), 1, Priority.Campaign, texts: 50_000);

        pool.Run(0.1);

        Assert.Equal(50_000, pump.Done);
        Assert.InRange(pool.HandOvers.Burst(1_000_000), 1, HandOvers.Allowed(1_000_000));
    }

    [Fact]
    public void ThirtyASecond_NeverMoreThan31InAnySecond()
    {
        var pool = new PoolSimulation(30, delay: TimeSpan.FromMilliseconds(3));
        pool.AddPump(pool.AddNode(), 1, Priority.Campaign);
        pool.AddPump(pool.AddNode(), 2, Priority.Campaign);

        pool.Run(60);

        Assert.InRange(pool.HandOvers.Peak(), 30, 31);
        Assert.InRange(pool.HandOvers.Parts, 0.99 * 1800, 1801);
    }

    [Fact]
    public void SlowAnswersOfThePool_CostNoSlots()
    {
        var pool = new PoolSimulation(30, delay: TimeSpan.FromMilliseconds(40));
        pool.AddPump(pool.AddNode(), 1, Priority.Campaign);

        pool.Run(60);

        Assert.InRange(pool.HandOvers.Parts, 0.99 * 1800, 1801);
        Assert.InRange(pool.HandOvers.Burst(30), 1, HandOvers.Allowed(30));
    }

    [Fact]
    public async Task PoolUnreachable_NothingIsHandedOverAndTextsAreTurnedAway()
    {
        var pool = new PoolSimulation(30) { Unreachable = true };
        var node = pool.AddNode();

        var answer = node.Pacer.HandOver(1, Priority.Single, node.Pacer.Instant).AsTask();
        pool.Run(1.9);
        Assert.False(answer.IsCompleted);
        pool.Run(0.2);

        Assert.True(answer.IsCompleted);
        Assert.False((await answer).Found);
        Assert.NotNull(node.Pacer.Snapshot().PoolError);
    }

    [Fact]
    public void PoolLost_NothingLeavesBeyondTheLease()
    {
        var pool = new PoolSimulation(30);
        var pump = pool.AddPump(pool.AddNode(), 1, Priority.Campaign);
        pool.Run(10);
        pool.Unreachable = true;
        var lost = pool.Seconds;

        pool.Run(10);

        Assert.Equal(0, pool.HandOvers.Within(lost + 1.5, double.MaxValue));
        Assert.True(pump.TurnedAway > 0);
    }

    [Fact]
    public void PoolBack_SendingGoesOnWithinASecond()
    {
        var pool = new PoolSimulation(30);
        pool.AddPump(pool.AddNode(), 1, Priority.Campaign);
        pool.Run(1);
        pool.Unreachable = true;
        pool.Run(10);
        pool.Unreachable = false;
        var back = pool.Seconds;

        pool.Run(3);

        Assert.InRange(pool.HandOvers.Within(back + 1, back + 3), 59, 61);
        Assert.InRange(pool.HandOvers.Burst(30), 1, HandOvers.Allowed(30));
    }

    [Fact]
    public void ElevenParts_GoOutThroughAWindowOfTwo()
    {
        var pool = new PoolSimulation(1);
        var pump = pool.AddPump(pool.AddNode(), 1, Priority.Single, parts: 11, texts: 2);

        pool.Run(1);
        Assert.Equal(1, pump.Done);
        pool.Run(11);

        Assert.Equal(2, pump.Done);
        Assert.InRange(pool.HandOvers.All[1].At - pool.HandOvers.All[0].At, 10.5, 11.5);
    }

    [Fact]
    public void SeveralPartsOnSeveralNodes_KeepTheCap()
    {
        var pool = new PoolSimulation(30, delay: TimeSpan.FromMilliseconds(2));
        for (var node = 0; node < 3; node++) pool.AddPump(pool.AddNode(), node, Priority.Campaign, parts: 3);

        pool.Run(60);

        Assert.InRange(pool.HandOvers.Burst(30), 3, HandOvers.Allowed(30, largest: 3));
        Assert.InRange(pool.HandOvers.Parts, 0.99 * 1800, 1803);
    }

    [Fact]
    public void SlowDown_RestsThenRecovers()
    {
        var pool = new PoolSimulation(30);
        var node = pool.AddNode();
        pool.AddPump(node, 1, Priority.Campaign);
        pool.Run(2);
        var from = pool.Seconds;

        node.Pacer.SlowDown(TimeSpan.FromSeconds(1.5));
        pool.Run(12);

        Assert.Equal(0, pool.HandOvers.Within(from + 0.001, from + 1.5));
        Assert.InRange(pool.HandOvers.Within(from + 1.5, from + 2.5), 12, 21);
        Assert.InRange(pool.HandOvers.Within(from + 8, from + 10), 59, 61);
    }

    [Fact]
    public void Snapshot_TellsUseAndWhatWaits()
    {
        var pool = new PoolSimulation(30);
        var node = pool.AddNode();
        pool.AddPump(node, 1, Priority.Campaign, texts: 1_000);
        pool.AddPump(node, 2, Priority.Campaign, texts: 2_000);

        pool.Run(20);

        var seen = node.Pacer.Snapshot();
        Assert.InRange(seen.Used, 29, 31);
        Assert.InRange(seen.Waiting[new StoreId(1)], 680, 710);
        Assert.Equal(0.5, seen.ShareOf(new StoreId(1)));
        Assert.Equal(1 / 3.0, seen.ShareOf(new StoreId(3)));
        Assert.Equal(FinishTime.Of(500, [.. seen.Waiting.Values], 30), seen.FinishOf(new StoreId(3), 500));
    }
}
