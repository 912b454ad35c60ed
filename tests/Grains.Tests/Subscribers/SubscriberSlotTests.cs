using Hark.Testing;

namespace Hark.Grains.Tests;

/// <summary>What happens when a text passed the gate and did not leave.</summary>
public sealed class SubscriberSlotTests : IAsyncDisposable
{
    readonly SubscriberBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task PoolOutOfReach_DefersAndForgets()
    {
        await _bench.OptIn();
        _bench.Pool.Down = true;
        var sending = _bench.Send();
        Assert.False(sending.IsCompleted);
        _bench.Time.Advance(new BandwidthOptions().HandOverTimeout);
        var result = await sending;

        Assert.Equal((DeliveryStatus.Deferred, Codes.BandwidthUnavailable, false), (result.Status, result.Code, result.UsedSlot));
        Assert.Equal(_bench.Now.AddSeconds(1), result.Until);
        Assert.Empty(_bench.Carrier.Given);
        await AssertForgottenAndSentLater();
    }

    [Theory]
    [InlineData(SubmitStatus.Throttled, null, Codes.CarrierThrottled)]
    [InlineData(SubmitStatus.NotSent, null, Codes.CarrierUnavailable)]
    [InlineData(SubmitStatus.NotSent, "link_down", "link_down")]
    public async Task CarrierDidNotTakeIt_DefersAndForgets(SubmitStatus answer, string? carrierCode, string code)
    {
        await _bench.OptIn();
        var accept = _bench.Carrier.Answer;
        _bench.Carrier.Answers(new(answer, Code: carrierCode, RetryAfter: TimeSpan.FromSeconds(5)));
        var result = await _bench.Send();
        Assert.Equal((DeliveryStatus.Deferred, code, true), (result.Status, result.Code, result.UsedSlot));
        Assert.Equal(_bench.Now.AddSeconds(5), result.Until);

        _bench.Carrier.Answer = accept;
        _bench.Time.Advance(TimeSpan.FromSeconds(5));
        await AssertForgottenAndSentLater();
    }

    [Theory]
    [InlineData(SubmitStatus.Throttled)]
    [InlineData(SubmitStatus.NotSent)]
    public async Task CarrierThatDoesNotSayWhen_IsTriedAgainAfterASecond(SubmitStatus answer)
    {
        await _bench.OptIn();
        _bench.Carrier.Answers(new(answer));
        Assert.Equal(_bench.Now.AddSeconds(1), (await _bench.Send()).Until);
    }

    [Fact]
    public async Task Throttled_TheWholeLinkRests()
    {
        await _bench.OptIn();
        var accept = _bench.Carrier.Answer;
        _bench.Carrier.Answers(new(SubmitStatus.Throttled, RetryAfter: TimeSpan.FromSeconds(1.5)));
        await _bench.Send(1);
        _bench.Carrier.Answer = accept;

        var next = _bench.Send(2);
        _bench.Time.Advance(TimeSpan.FromSeconds(1.4));
        Assert.Single(_bench.Carrier.Given);
        Assert.False(next.IsCompleted);
        _bench.Time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(DeliveryStatus.Submitted, (await next).Status);
    }

    [Fact]
    public async Task ThrottledForLong_NobodyWaitsAtTheExit()
    {
        await _bench.OptIn();
        _bench.Pool.StartsIn = TimeSpan.FromSeconds(1);
        var waiting = _bench.Send(1);
        _bench.Pacer.SlowDown(TimeSpan.FromSeconds(60));
        // A STOP waits behind each of them.
        Assert.Equal((DeliveryStatus.Deferred, Codes.BandwidthUnavailable), ((await waiting).Status, (await waiting).Code));
        Assert.Equal((DeliveryStatus.Deferred, Codes.BandwidthUnavailable), ((await _bench.Send(2)).Status, (await _bench.Send(2)).Code));
        Assert.Empty(_bench.Carrier.Given);
    }

    [Fact]
    public async Task WindowThatClosesWhileWaitingForTheSlot_Defers()
    {
        await _bench.OptIn();
        _bench.Time.Advance(new DateTimeOffset(2026, 11, 19, 2, 59, 59, TimeSpan.Zero) - _bench.Now);
        _bench.Pool.StartsIn = TimeSpan.FromSeconds(1.5);
        var sending = _bench.Send();
        Assert.False(sending.IsCompleted);
        _bench.Time.Advance(TimeSpan.FromSeconds(1.6));
        var result = await sending;

        Assert.Equal((DeliveryStatus.Deferred, Codes.QuietHours, true), (result.Status, result.Code, result.UsedSlot));
        Assert.Equal(new DateTimeOffset(2026, 11, 19, 14, 0, 0, TimeSpan.Zero), result.Until);
        Assert.Empty(_bench.Carrier.Given);
        _bench.Time.Advance(TimeSpan.FromHours(12));
        await AssertForgottenAndSentLater();
    }

    [Fact]
    public async Task CampaignThatEndsWhileWaitingForTheSlot_Expires()
    {
        await _bench.OptIn();
        _bench.Pool.StartsIn = TimeSpan.FromSeconds(1.5);
        var sending = _bench.Subscriber.Send(SubscriberBench.NewText() with { NotAfter = _bench.Now.AddSeconds(1) });
        Assert.False(sending.IsCompleted);
        _bench.Time.Advance(TimeSpan.FromSeconds(1.6));
        var result = await sending;

        Assert.Equal((DeliveryStatus.Expired, Codes.CampaignExpired, true), (result.Status, result.Code, result.UsedSlot));
        Assert.Empty(_bench.Carrier.Given);
        await AssertForgottenAndSentLater();
    }

    [Fact]
    public async Task ForgettingThatFails_IsUnknownAndNotSentAgain()
    {
        await _bench.OptIn();
        _bench.Carrier.Answers(new(SubmitStatus.NotSent));
        _bench.State.Fault.Before(2);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _bench.Send());
        Assert.Equal(DeliveryStatus.Unknown, (await _bench.Send()).Status);
        Assert.Single(_bench.Carrier.Given);
    }

    [Fact]
    public async Task ProcessStoodStillBetweenSlotAndCarrier_DefersAndForgets()
    {
        await _bench.OptIn();
        var clock = new HaltingClock(_bench.Time, halts: () => _bench.State.Value!.Sent.Length > 0, TimeSpan.FromSeconds(10));

        var result = await _bench.WithClock(clock).Send(SubscriberBench.NewText());

        Assert.Equal((DeliveryStatus.Deferred, Codes.BandwidthUnavailable, true), (result.Status, result.Code, result.UsedSlot));
        Assert.Null(result.AtCarrier);
        Assert.Empty(_bench.Carrier.Given);
        await AssertForgottenAndSentLater();
    }

    [Fact]
    public async Task ProcessStoodStillInTheWriteOfItsRecord_DefersAndForgets()
    {
        await _bench.OptIn();
        var halted = false;
        var state = new SlowState(_bench.State, () =>
        {
            if (!halted) _bench.Time.Advance(TimeSpan.FromSeconds(1.6));
            halted = true;
        });

        var result = await _bench.WithState(state).Send(SubscriberBench.NewText());

        Assert.Equal((DeliveryStatus.Deferred, Codes.BandwidthUnavailable, false), (result.Status, result.Code, result.UsedSlot));
        Assert.Empty(_bench.Carrier.Given);
        await AssertForgottenAndSentLater();
    }

    [Fact]
    public async Task TurnedAwayInTheWriteOfItsRecord_DefersAndForgets()
    {
        await _bench.OptIn();
        var halted = false;
        var state = new SlowState(_bench.State, () =>
        {
            if (halted) return;
            halted = true;
            _bench.Time.Advance(TimeSpan.FromMilliseconds(1));
            _bench.Pacer.TurnAway();
        });

        var result = await _bench.WithState(state).Send(SubscriberBench.NewText());

        Assert.Equal((DeliveryStatus.Deferred, Codes.BandwidthUnavailable), (result.Status, result.Code));
        Assert.Empty(_bench.Carrier.Given);
        await AssertForgottenAndSentLater();
    }

    [Fact]
    public async Task TurnedAwayAtTheExit_DefersAndForgets()
    {
        await _bench.OptIn();
        _bench.Pool.StartsIn = TimeSpan.FromSeconds(1.5);
        var sending = _bench.Send();
        Assert.False(sending.IsCompleted);
        _bench.Pacer.TurnAway();
        var result = await sending;

        Assert.Equal((DeliveryStatus.Deferred, Codes.BandwidthUnavailable, false), (result.Status, result.Code, result.UsedSlot));
        _bench.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(_bench.Carrier.Given);
        await AssertForgottenAndSentLater();
    }

    [Fact]
    public async Task CarrierTakesItsTime_TheResultTells()
    {
        await _bench.OptIn();
        _bench.Carrier.Answer = _ =>
        {
            _bench.Time.Advance(TimeSpan.FromSeconds(3));
            return Task.FromResult(new SubmitResult(SubmitStatus.Accepted, "ref"));
        };

        Assert.Equal(TimeSpan.FromSeconds(3), (await _bench.Send()).AtCarrier);
    }

    async Task AssertForgottenAndSentLater()
    {
        var before = _bench.Carrier.Given.Count;
        Assert.Null(_bench.State.Value!.SentAs(new(1)));
        _bench.Reactivate();
        Assert.Null(_bench.State.Value!.SentAs(new(1)));
        _bench.Pool.Down = false;
        var sending = _bench.Send();
        // In small steps: a slot does not hold for long, and the sender goes on beside this thread.
        for (var i = 0; i < 40 && !SpinWait.SpinUntil(() => sending.IsCompleted, TimeSpan.FromMilliseconds(100)); i++)
            _bench.Time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Equal(DeliveryStatus.Submitted, (await sending).Status);
        Assert.Equal(before + 1, _bench.Carrier.Given.Count);
    }

    /// <summary>Something happens while the state is written.</summary>
    sealed class SlowState(IState<SubscriberState> state, Action meanwhile) : IState<SubscriberState>
    {
        public SubscriberState? Value => state.Value;

        public Task Write(SubscriberState value)
        {
            meanwhile();
            return state.Write(value);
        }

        public Task Clear() => state.Clear();
    }

    /// <summary>Once, when the wall clock is read while the condition holds, the process stands still first.</summary>
    sealed class HaltingClock(ManualTime time, Func<bool> halts, TimeSpan forSo) : TimeProvider
    {
        bool _halted;

        public override DateTimeOffset GetUtcNow()
        {
            if (!_halted && halts())
            {
                _halted = true;
                time.Advance(forSo);
            }
            return time.GetUtcNow();
        }
    }
}
