using Hark.Testing;

namespace Hark.Grains.Tests;

public class BandwidthTests
{
    static readonly IReadOnlyList<Backlog> s_much = [new(new StoreId(1), Priority.Campaign, 10_000)];

    readonly ManualTime _time = new();
    readonly Disk<BandwidthState> _disk = new();
    readonly BandwidthOptions _options = new();

    Bandwidth Activate() => new(_disk.Open(), _options, _time, "shared");

    static LeaseRequest Ask(string node = "a", long parts = 30, int least = 1) => new(node, parts, s_much, least);

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

    [Theory]
    [InlineData(22, 22)]
    [InlineData(40, 22)]
    [InlineData(5, 5)]
    public async Task AskedForWholeTexts_CutsOnlyBetweenThem(long parts, int granted)
    {
        var lease = await Activate().Lease(Ask(parts: parts, least: 11));

        Assert.Equal(granted / 30.0, lease.Length.TotalSeconds, 5);
    }

    [Fact]
    public async Task NothingAskedFor_TellsWithoutAWrite()
    {
        var bandwidth = Activate();
        _disk.Fails = true;

        var told = await bandwidth.Lease(Ask(parts: 0));

        Assert.Equal(TimeSpan.Zero, told.Length);
        Assert.Equal(10_000, (await bandwidth.View()).Waiting[new StoreId(1)]);
    }

    [Fact]
    public async Task IdlePool_AddsWhatLapsesOnTheWay()
    {
        var request = Ask(parts: 1) with { Transit = TimeSpan.FromMilliseconds(50) };
        var bandwidth = Activate();

        Assert.Equal(3 / 30.0, (await bandwidth.Lease(request)).Length.TotalSeconds, 5);
        // Busy now: the piece begins later than the answer arrives.
        Assert.Equal(1 / 30.0, (await bandwidth.Lease(request)).Length.TotalSeconds, 5);
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
    public async Task Alone_AllIsItsOwn()
    {
        var lease = await Activate().Lease(Ask());

        Assert.Null(lease.Shares);
        Assert.Null(lease.Elsewhere);
    }

    [Fact]
    public async Task StoresOnTwoNodes_SharesByStoreAndByWhatWaitsOfOne()
    {
        var bandwidth = Activate();
        await bandwidth.Lease(Waits("a", (1, Priority.Campaign, 100)));

        // Of store 1 a quarter waits at a, the rest at b; store 2 at b alone.
        var b = await bandwidth.Lease(Waits("b", (1, Priority.Campaign, 300), (2, Priority.Campaign, 5)));
        var a = await bandwidth.Lease(Waits("a", (1, Priority.Campaign, 100)));

        Assert.Equal(1.75 / 2, b.Shares![(int)Priority.Campaign], 5);
        Assert.Equal(0.25 / 2, a.Shares![(int)Priority.Campaign], 5);
        Assert.Equal(300, a.Elsewhere![new StoreId(1)]);
        Assert.Equal(5, a.Elsewhere[new StoreId(2)]);
    }

    [Fact]
    public async Task NodeWithNothingWaiting_MayBeginLikeOneMoreStore()
    {
        var bandwidth = Activate();
        await bandwidth.Lease(Waits("a", (1, Priority.Campaign, 100), (2, Priority.Campaign, 100)));

        Assert.Equal([1, 1, 1 / 3.0], (await bandwidth.Lease(Waits("b"))).Shares!);
    }

    [Fact]
    public async Task SinglesWaitAnywhere_CampaignsKeepAThirdOfTheirWindow()
    {
        var bandwidth = Activate();
        await bandwidth.Lease(Waits("a", (1, Priority.Single, 100)));

        Assert.Equal([1, 0.5, 1 / 3.0], (await bandwidth.Lease(Waits("b", (2, Priority.Campaign, 100)))).Shares!);
    }

    [Fact]
    public async Task NodeSilentForTwoSecondsAfterItsPiece_IsForgotten()
    {
        var bandwidth = Activate();
        await bandwidth.Lease(Ask("gone"));
        _time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.NotNull((await bandwidth.Lease(Waits("a"))).Elsewhere);
        _time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Null((await bandwidth.Lease(Waits("a"))).Shares);
    }

    static LeaseRequest Waits(string node, params (long Store, Priority Priority, long Parts)[] waiting) =>
        new(node, 0, [.. waiting.Select(w => new Backlog(new StoreId(w.Store), w.Priority, w.Parts))]);

    [Fact]
    public async Task WriteSlowerThanReportsAreRemembered_StillTellsTheShares()
    {
        var bandwidth = new Bandwidth(new SlowState(_disk.Open(), () => _time.Advance(TimeSpan.FromSeconds(5))), _options, _time, "shared");

        var lease = await bandwidth.Lease(Ask(parts: 1));

        Assert.Equal(1 / 30.0, lease.Length.TotalSeconds, 5);
        Assert.Equal(10_000, (await bandwidth.View()).Waiting[new StoreId(1)]);
    }

    sealed class SlowState(IState<BandwidthState> state, Action meanwhile) : IState<BandwidthState>
    {
        public BandwidthState? Value => state.Value;

        public Task Write(BandwidthState value)
        {
            meanwhile();
            return state.Write(value);
        }

        public Task Clear() => state.Clear();
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
