using Hark.Testing;

namespace Hark.Grains.Tests;

public sealed class PoolMapTests
{
    static readonly BandwidthOptions Shared = new() { Rate = 30, Lead = TimeSpan.FromMilliseconds(100) };
    readonly PoolMap _pools = new(Shared, new Dictionary<string, double> { ["west"] = 5 }, sender => sender == "12345" ? "west" : null);

    [Fact]
    public void SenderWithoutAPoolOfItsOwn_UsesTheSharedOne()
    {
        Assert.Equal(["shared", "west"], _pools.Names);
        Assert.Equal(("shared", "west"), (_pools.Of("+12125550001"), _pools.Of("12345")));
        Assert.Same(Shared, _pools.Options("shared"));
        Assert.Equal((5.0, Shared.Lead), (_pools.Options("west").Rate, _pools.Options("west").Lead));
    }

    [Fact]
    public async Task PoolThatRests_LeavesTheOthersAtWork()
    {
        var time = new ManualTime();
        await using var pacers = new Pacers(_pools, pool => new("node", () => new OpenPool(), () => 1, _pools.Options(pool), time));
        var (west, shared) = (pacers.For("12345"), pacers.For("+12125550001"));
        west.SlowDown(TimeSpan.FromSeconds(1.5));

        var held = west.HandOver(1, Priority.Single, west.Instant).AsTask();
        var free = await shared.HandOver(1, Priority.Single, shared.Instant);
        Assert.True(free.Found, "The other pool rests, too.");
        Assert.False(held.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1.4));
        Assert.False(held.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.True((await held).Found, "It rests for longer.");
    }
}
