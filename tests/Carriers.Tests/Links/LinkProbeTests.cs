namespace Hark.Carriers.Tests;

public sealed class LinkProbeTests
{
    readonly LinkProbe _probe = new();

    [Fact]
    public void WhileTheCarrierAnswers_AnyNumberPasses()
    {
        for (var i = 0; i < 3; i++) Assert.Equal((true, false), (_probe.TryPass(out var probes), probes));
        Assert.False(_probe.Out);
    }

    [Fact]
    public void WhileItDoesNot_OnePassesAtATime()
    {
        _probe.Silent();

        Assert.Equal((true, true), (_probe.TryPass(out var first), first));
        Assert.True(_probe.Out);
        Assert.Equal((false, false), (_probe.TryPass(out var second), second));
        _probe.Return();
        Assert.False(_probe.Out);
        Assert.Equal((true, true), (_probe.TryPass(out var third), third));
    }

    [Fact]
    public void FirstAnswer_LetsAllPassThoughTheOneIsStillOut()
    {
        _probe.Silent();
        _probe.TryPass(out _);

        _probe.Answers();

        Assert.False(_probe.Out);
        Assert.Equal((true, false), (_probe.TryPass(out var probes), probes));
    }
}
