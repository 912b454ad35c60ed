using Hark.Testing;

namespace Hark.Grains.Tests;

public class BandwidthTests
{
    static readonly IReadOnlyDictionary<StoreId, long> s_much = new Dictionary<StoreId, long> { [new StoreId(1)] = 10_000 };

    readonly ManualTime _time = new();
    readonly Disk<BandwidthState> _disk = new();
    readonly BandwidthOptions _options = new();

    Bandwidth Activate() => new(_disk.Open(), _options, _time, "shared");

    static LeaseRequest Ask(string node = "a", double seconds = 1, int least = 1) => new(node, TimeSpan.FromSeconds(seconds), s_much, least);

    [Fact]
    public async Task AskedAgain_ContinuesWithoutAGap()
    {
        var bandwidth = Activate();
        var first = await bandwidth.Lease(Ask());
        _time.Advance(TimeSpan.FromSeconds(0.5));

        var second = await bandwidth.Lease(Ask());

        Assert.Equal(TimeSpan.FromSeconds(1), first.Length);
        Assert.Equal(first.Start + first.Length, second.Start);
        Assert.Equal(TimeSpan.FromSeconds(0.5), second.StartsIn);
    }

    [Fact]
    public async Task NothingLeftBeforeTheHorizon_LeasesNothing()
    {
        var bandwidth = Activate();
        await bandwidth.Lease(Ask());
        await bandwidth.Lease(Ask());

        Assert.Equal(TimeSpan.Zero, (await bandwidth.Lease(Ask())).Length);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(0.1, (await bandwidth.Lease(Ask())).Length.TotalSeconds, 5);
    }

    [Fact]
    public async Task ShareTooShortForTheNextText_GetsEnoughForIt()
    {
        var lease = await Activate().Lease(Ask(seconds: 0.1, least: 11));

        Assert.Equal(11 / 30.0, lease.Length.TotalSeconds, 5);
    }

    [Fact]
    public async Task RateBelowOneASecond_LeasesWholeSlots()
    {
        _options.Rate = 0.1;

        Assert.Equal(TimeSpan.FromSeconds(10), (await Activate().Lease(Ask())).Length);
    }

    [Fact]
    public async Task DiskFull_LeasesNothingAndTheTimeIsFreeAgain()
    {
        var bandwidth = Activate();
        _disk.Fails = true;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => bandwidth.Lease(Ask()));
        _disk.Fails = false;

        Assert.Equal(TimeSpan.Zero, (await bandwidth.Lease(Ask())).Start);
    }

    [Fact]
    public async Task Restart_BeginsAfterWhatWasLeasedUnderANewEpoch()
    {
        var first = await Activate().Lease(Ask());

        var second = await Activate().Lease(Ask());

        Assert.Equal(first.Epoch + 1, second.Epoch);
        Assert.Equal(TimeSpan.FromSeconds(1) + _options.ClockSkew, second.StartsIn);
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(-1)]
    public async Task WallClockSteppedBackWhileDown_RestsNoLongerThanAnyLease(int seconds)
    {
        await Activate().Lease(Ask());
        _time.StepWallClock(TimeSpan.FromSeconds(seconds));

        var next = await Activate().Lease(Ask());

        Assert.InRange(next.StartsIn, TimeSpan.FromSeconds(1), _options.MaxAhead + _options.ClockSkew);
    }

    [Fact]
    public async Task WallClockSteppedBackWhileDown_LeasesAgainAsSoonAsTheHorizonAllows()
    {
        await Activate().Lease(Ask());
        _time.StepWallClock(TimeSpan.FromHours(-1));
        var bandwidth = Activate();
        await bandwidth.Lease(Ask());
        _time.Advance(TimeSpan.FromSeconds(0.6));

        var next = await bandwidth.Lease(Ask());

        Assert.Equal(1.5, next.StartsIn.TotalSeconds, 5);
        Assert.Equal(0.5, next.Length.TotalSeconds, 5);
    }

    [Fact]
    public async Task WallClockSteppedForwardInLife_TheNextActivationStillWaits()
    {
        var bandwidth = Activate();
        await bandwidth.Lease(Ask());
        _time.StepWallClock(TimeSpan.FromHours(1));
        await bandwidth.Lease(Ask());

        Assert.Equal(TimeSpan.FromSeconds(2) + _options.ClockSkew, (await Activate().Lease(Ask())).StartsIn);
    }

    [Fact]
    public async Task TwoActivationsAtOnce_OnlyOneLeases()
    {
        var (first, second) = (Activate(), Activate());
        await first.Lease(Ask());

        await Assert.ThrowsAsync<FencedException>(() => second.Lease(Ask()));
    }

    [Fact]
    public async Task TwoNodesWithOneStoreEach_GetEqualPieces()
    {
        var bandwidth = Activate();
        await bandwidth.Lease(Ask());
        var other = new LeaseRequest("b", TimeSpan.FromSeconds(1), new Dictionary<StoreId, long> { [new StoreId(2)] = 10 });

        Assert.Equal(0.5, (await bandwidth.Lease(other)).Length.TotalSeconds, 5);
    }

    [Fact]
    public async Task View_TellsUseAndWhatWaitsOverTheNodes()
    {
        var bandwidth = Activate();
        await bandwidth.Lease(Ask());
        await bandwidth.Lease(Ask("b") with { HandedOver = 150 });

        var view = await bandwidth.View();

        Assert.Equal(15, view.Used);
        Assert.Equal(20_000, view.Waiting[new StoreId(1)]);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty((await bandwidth.View()).Waiting);
    }
}
