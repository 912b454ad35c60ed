namespace Hark.Grains.Tests;

public class FinishTimeTests
{
    [Fact]
    public void Alone_HundredThousandAtThirty_Is55Minutes34()
    {
        var time = FinishTime.Of(100_000, [], 30);

        Assert.Equal(3333.333, time.TotalSeconds, 3);
        Assert.Equal(new TimeSpan(0, 55, 34), TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds)));
    }

    [Fact]
    public void EquallyBusySecondStore_DoublesIt() =>
        Assert.Equal(2 * FinishTime.Of(100_000, [], 30).TotalSeconds, FinishTime.Of(100_000, [100_000], 30).TotalSeconds, 3);

    [Fact]
    public void SmallerOthers_DelayByWhatTheyHave() =>
        Assert.Equal((100_000 + 300 + 50) / 30.0, FinishTime.Of(100_000, [300, 50], 30).TotalSeconds, 3);

    [Fact]
    public void LargerOthers_DelayByAsMuchAsMine() =>
        Assert.Equal(300 / 30.0, FinishTime.Of(100, [5_000, 1_000_000], 30).TotalSeconds, 3);

    [Fact]
    public void NothingWaiting_IsNow() => Assert.Equal(TimeSpan.Zero, FinishTime.Of(0, [10], 30));
}
