using Hark.Testing;

namespace Hark.Carriers.Tests;

public sealed class LinkRestTests
{
    readonly ManualTime _time = new();
    readonly LinkRest _rest;

    public LinkRestTests() => _rest = new(Seconds(1), Seconds(5), _time);

    [Fact]
    public void RestAfterRest_IsTwiceAsLongUpToTheBound()
    {
        foreach (var length in new[] { 1, 2, 4, 5, 5 })
        {
            Assert.Equal((Seconds(length), true), (_rest.Begin(out var begun), begun));
            Assert.Equal(Seconds(length), _rest.Left);
            _time.Advance(Seconds(length));
            Assert.Equal(TimeSpan.Zero, _rest.Left);
        }
    }

    [Fact]
    public void ReasonWithinARest_MakesItNoLonger()
    {
        _rest.Begin(out _);
        _time.Advance(Seconds(0.25));

        Assert.Equal((Seconds(0.75), false), (_rest.Begin(out var begun), begun));
        _time.Advance(Seconds(0.75));
        Assert.Equal(Seconds(2), _rest.Begin(out _));
    }

    [Fact]
    public void TextTakenAfterARest_IsANewBeginning()
    {
        Assert.False(_rest.End());
        _rest.Begin(out _);
        // Asked before the rest, answered within.
        Assert.False(_rest.End());
        _time.Advance(Seconds(1));

        Assert.True(_rest.End());
        Assert.False(_rest.End());
        Assert.Equal(Seconds(1), _rest.Begin(out _));
    }

    [Fact]
    public void StepOfTheWallClock_ChangesNothing()
    {
        _rest.Begin(out _);
        _time.StepWallClock(TimeSpan.FromDays(-300));
        _time.Advance(Seconds(0.5));
        Assert.Equal(Seconds(0.5), _rest.Left);
    }

    static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
