using Hark.Testing;

namespace Hark.Grains.Tests;

public sealed class SubscriberSendTests : IAsyncDisposable
{
    readonly SubscriberBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task OptedIn_IsHandedOverOnce()
    {
        await _bench.OptIn();
        var result = await _bench.Send();
        Assert.Equal((DeliveryStatus.Submitted, null, "ref-1", true), (result.Status, result.Code, result.CarrierReference, result.UsedSlot));
        Assert.Equal(new ConsentId(1), result.Decision.Consent);
        Assert.Equal(new CarrierText(new(1), Sample.Number, SubscriberBench.NewText().Text, Room: LinkRoom.Unbounded, PartInterval: TimeSpan.FromSeconds(1.0 / 30)), Assert.Single(_bench.Carrier.Given));
    }

    [Fact]
    public async Task NotOptedIn_IsRefusedAndNotRemembered()
    {
        var result = await _bench.Send();
        Assert.Equal((DeliveryStatus.Refused, Codes.NotOptedIn, false), (result.Status, result.Code, result.UsedSlot));
        Assert.Empty(_bench.Carrier.Given);
        Assert.Equal(0, _bench.State.Writes);
    }

    [Fact]
    public async Task CarrierIsAsked_OnlyOnceTheRecordIsDurable()
    {
        SentText? recorded = null;
        _bench.Carrier.Answer = text =>
        {
            recorded = _bench.State.Durable!.SentAs(text.Reference);
            return Task.FromResult(new SubmitResult(SubmitStatus.Accepted, "ref"));
        };
        await _bench.OptIn();
        await _bench.Send();
        Assert.NotNull(recorded);
        Assert.Null(recorded.Outcome);
    }

    [Theory]
    [InlineData(SubmitStatus.Accepted, DeliveryStatus.Submitted, null, null)]
    [InlineData(SubmitStatus.Rejected, DeliveryStatus.Rejected, "4:30", "4:30")]
    [InlineData(SubmitStatus.Unknown, DeliveryStatus.Unknown, null, Codes.OutcomeUnknown)]
    [InlineData(SubmitStatus.Unknown, DeliveryStatus.Unknown, "no_answer", "no_answer")]
    public async Task AskedAgain_TellsTheOutcomeWithoutSending(SubmitStatus answer, DeliveryStatus status, string? carrierCode, string? code)
    {
        _bench.Carrier.Answers(new(answer, answer == SubmitStatus.Accepted ? "ref" : null, carrierCode));
        await _bench.OptIn();
        var first = await _bench.Send();
        Assert.Equal((status, code), (first.Status, first.Code));

        foreach (var again in new[] { await _bench.Send(), await _bench.Subscriber.Recall(new(1)) })
        {
            Assert.NotNull(again);
            Assert.Equal((first.Status, first.Code, first.CarrierReference, false), (again.Status, again.Code, again.CarrierReference, again.UsedSlot));
        }
        Assert.Single(_bench.Carrier.Given);
    }

    [Fact]
    public async Task NewActivationBeforeTheOutcomeIsWritten_SaysUnknown()
    {
        await _bench.OptIn();
        await _bench.Send();
        _bench.Reactivate();
        var again = await _bench.Send();
        Assert.Equal((DeliveryStatus.Unknown, Codes.OutcomeUnknown, false), (again.Status, again.Code, again.UsedSlot));
        Assert.Equal(DeliveryStatus.Unknown, (await _bench.Subscriber.Recall(new(1)))?.Status);
        Assert.Single(_bench.Carrier.Given);
    }

    [Fact]
    public async Task OutcomeThatRodeAlong_OutlivesTheActivation()
    {
        await _bench.OptIn();
        await _bench.Send(1);
        await _bench.Send(2);
        _bench.Reactivate();
        Assert.Equal((DeliveryStatus.Submitted, "ref-1"), await Recalled(1));
        Assert.Equal((DeliveryStatus.Unknown, null), await Recalled(2));
    }

    [Fact]
    public async Task RecordToldAfterAnOptOut_NamesTheConsentItRestedOn()
    {
        await _bench.OptIn();
        await _bench.Send();
        await _bench.OptOut();
        _bench.Reactivate();
        Assert.Equal(new ConsentId(1), (await _bench.Subscriber.Recall(new(1)))?.Decision.Consent);
    }

    [Fact]
    public async Task RejectedText_MayBeSentAgainAtOnce()
    {
        await _bench.OptIn();
        _bench.Carrier.Answers(new(SubmitStatus.Rejected, Code: "4:30"));
        await _bench.Send(1);
        var sameText = SubscriberBench.NewText(2) with { Text = SubscriberBench.NewText(1).Text };
        Assert.Equal(DeliveryStatus.Rejected, (await _bench.Subscriber.Send(sameText)).Status);
        Assert.Equal(2, _bench.Carrier.Given.Count);
    }

    [Fact]
    public async Task StateThatCannotBeWritten_LetsNothingLeave()
    {
        await _bench.OptIn();
        _bench.State.Fault.Before();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _bench.Send());
        Assert.Empty(_bench.Carrier.Given);
        Assert.Null(_bench.State.Value!.SentAs(new(1)));

        Assert.Equal(DeliveryStatus.Submitted, (await _bench.Send()).Status);
    }

    [Fact]
    public async Task WriteThatSucceededUnheard_IsUnknownToTheNextActivation()
    {
        await _bench.OptIn();
        _bench.State.Fault.After();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _bench.Send());
        Assert.Empty(_bench.Carrier.Given);
        _bench.Reactivate();
        Assert.Equal(DeliveryStatus.Unknown, (await _bench.Send()).Status);
        Assert.Empty(_bench.Carrier.Given);
    }

    [Fact]
    public async Task CarrierThatThrows_LeavesTheOutcomeUnknown()
    {
        await _bench.OptIn();
        _bench.Carrier.Answer = _ => throw new InvalidOperationException("A fault of the carrier.");
        await Assert.ThrowsAsync<InvalidOperationException>(() => _bench.Send());
        Assert.Equal(DeliveryStatus.Unknown, (await _bench.Send()).Status);
        Assert.Single(_bench.Carrier.Given);
    }

    [Fact]
    public async Task Check_ChangesNothing()
    {
        await _bench.OptIn();
        var writes = _bench.State.Writes;
        var check = await _bench.Subscriber.Check(SubscriberBench.NewText());
        Assert.Equal(DeliveryStatus.Submitting, check.Status);
        Assert.Equal(writes, _bench.State.Writes);
        Assert.Empty(_bench.Carrier.Given);
        Assert.Null(await _bench.Subscriber.Recall(new(1)));
    }

    [Fact]
    public async Task RecalledBeforeItLeft_NeverLeaves()
    {
        await _bench.OptIn();
        Assert.Null(await _bench.Subscriber.Recall(new(1)));
        _bench.Reactivate();

        Assert.Equal((DeliveryStatus.Cancelled, false), await _bench.Send() is var late ? (late.Status, late.UsedSlot) : default);
        Assert.Null(await _bench.Subscriber.Recall(new(1)));
        Assert.Empty(_bench.Carrier.Given);
    }

    [Fact]
    public async Task RecalledInAnotherActivation_SendUnderWayFails()
    {
        var disk = new Disk<SubscriberState>();
        await _bench.WithState(disk.Open()).OptIn(_bench.NewOptIn());
        var outdated = _bench.WithState(disk.Open());

        Assert.Null(await _bench.WithState(disk.Open()).Recall(new(1)));

        await Assert.ThrowsAsync<FencedException>(() => outdated.Send(SubscriberBench.NewText()));
        Assert.Empty(_bench.Carrier.Given);
    }

    [Fact]
    public async Task Block_RefusesForEveryStoreUntilLifted()
    {
        await _bench.OptIn();
        await _bench.OptIn(Sample.OtherStore);
        await _bench.Subscriber.Block("complaint");
        Assert.True((await _bench.View()).Blocked);
        Assert.Equal(Codes.RecipientBlocked, (await _bench.Send(1)).Code);
        Assert.Equal(Codes.RecipientBlocked, (await _bench.Subscriber.Send(SubscriberBench.NewText(2) with { Store = Sample.OtherStore })).Code);

        await _bench.Subscriber.Block(null);
        Assert.Equal(DeliveryStatus.Submitted, (await _bench.Send(1)).Status);
    }

    [Theory]
    [InlineData(7 * 86400 - 1, true)]
    [InlineData(7 * 86400, false)]
    public async Task KnownOutcome_IsKeptSevenDays(int seconds, bool kept)
    {
        await _bench.OptIn();
        await _bench.Send(1);
        await _bench.Subscriber.Block(null);
        _bench.Time.Advance(TimeSpan.FromSeconds(seconds));
        await _bench.Subscriber.Block(null);
        Assert.Equal(kept, await _bench.Subscriber.Recall(new(1)) is not null);
    }

    [Theory]
    [InlineData(30 * 86400 - 1, true)]
    [InlineData(30 * 86400, false)]
    public async Task RecordWithoutOutcome_IsKeptThirtyDays(int seconds, bool kept)
    {
        await _bench.OptIn();
        await _bench.Send(1);
        _bench.Reactivate();
        _bench.Time.Advance(TimeSpan.FromSeconds(seconds));
        await _bench.Subscriber.Block(null);
        Assert.Equal(kept, await _bench.Subscriber.Recall(new(1)) is not null);
    }

    async Task<(DeliveryStatus?, string?)> Recalled(long delivery)
    {
        var result = await _bench.Subscriber.Recall(new(delivery));
        return (result?.Status, result?.CarrierReference);
    }
}
