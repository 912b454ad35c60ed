namespace Hark.Grains.Tests;

public class RateMeterTests
{
    static readonly DateTimeOffset Start = new(2026, 11, 18, 17, 0, 0, TimeSpan.Zero);

    readonly RateMeter _meter = new();

    [Fact]
    public void NothingCounted_IsZero() => Assert.Equal(0, _meter.PerSecond(Start));

    [Fact]
    public void SteadyEvents_AreTheirRate()
    {
        for (var second = 0; second < 60; second++) _meter.Count(30, Start.AddSeconds(second));
        Assert.Equal(30, _meter.PerSecond(Start.AddSeconds(59)));
    }

    [Theory]
    [InlineData(0.9, 0)]
    [InlineData(1, 30)]
    [InlineData(3.5, 30)]
    public void FirstSeconds_AreNotDividedByTen(double seconds, double perSecond)
    {
        for (var i = 0; i < seconds * 30; i++) _meter.Count(1, Start.AddSeconds(i / 30.0));
        Assert.Equal(perSecond, _meter.PerSecond(Start.AddSeconds(seconds)));
    }

    [Theory]
    [InlineData(1, 50)]
    [InlineData(10.9, 5)]
    [InlineData(11, 0)]
    [InlineData(3600, 0)]
    public void Events_AreForgottenAfterTenSeconds(double later, double perSecond)
    {
        _meter.Count(50, Start);
        Assert.Equal(perSecond, _meter.PerSecond(Start.AddSeconds(later)));
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(-5)]
    public void ClockSteppingBack_DoesNotFreezeTheRate(int step)
    {
        for (var second = 0; second < 20; second++) _meter.Count(30, Start.AddSeconds(second));
        var back = Start.AddSeconds(19 + step);
        Assert.InRange(_meter.PerSecond(back), 0, 30);
        for (var second = 0; second < 20; second++) _meter.Count(10, back.AddSeconds(second));
        Assert.Equal(10, _meter.PerSecond(back.AddSeconds(19)));
    }
}
