using Hark.Testing;

namespace Hark.Grains.Tests;

public sealed class SubscriberReplyTests : IAsyncDisposable
{
    readonly SubscriberBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task ReplyThatIsNotOwed_LeavesOnceADay()
    {
        await _bench.OptIn();
        Assert.Equal(DeliveryStatus.Submitted, (await Reply(1)).Status);
        Assert.Equal(Codes.AutoReplyLimit, (await Reply(2)).Code);
        _bench.Time.Advance(TimeSpan.FromHours(24));
        Assert.Equal(DeliveryStatus.Submitted, (await Reply(3)).Status);
        Assert.Single(_bench.State.Durable!.With(Sample.Store).RepliesOrNone);
    }

    [Fact]
    public async Task ReplyThatDidNotLeave_DoesNotCount()
    {
        await _bench.OptIn();
        var accept = _bench.Carrier.Answer;
        _bench.Carrier.Answers(new(SubmitStatus.NotSent));
        Assert.Equal(DeliveryStatus.Deferred, (await Reply(1)).Status);
        _bench.Carrier.Answer = accept;
        Assert.Equal(DeliveryStatus.Submitted, (await Reply(2)).Status);
    }

    [Fact]
    public async Task OptOutReply_LeavesAfterTheOptOutAndNothingElseDoes()
    {
        await _bench.OptIn();
        await _bench.OptOut();
        Assert.Equal(DeliveryStatus.Submitted, (await _bench.Subscriber.Send(SubscriberBench.NewText(1, reply: new(AutoReplyKind.OptOut, Owed: true, Prompted: true)))).Status);
        Assert.Equal(Codes.OptedOut, (await _bench.Subscriber.Send(SubscriberBench.NewText(2, reply: new(AutoReplyKind.Confirmation, Owed: true, Prompted: true)))).Code);
    }

    [Fact]
    public async Task ResponderReply_LeavesWhateverTheStatusButNotToABlockedNumber()
    {
        var delivery = 0;
        async Task<string?> Answered() => (await _bench.Subscriber.Send(SubscriberBench.NewText(++delivery, MessageKind.Informational, new(AutoReplyKind.Responder, Owed: true, Prompted: true)))).Code;
        Assert.Null(await Answered());
        await _bench.Subscriber.OptIn(_bench.NewOptIn() with { Confirm = true });
        Assert.Null(await Answered());
        await _bench.OptIn();
        Assert.Null(await Answered());
        await _bench.OptOut();
        Assert.Null(await Answered());
        await _bench.Subscriber.Block("complaint");
        Assert.Equal(Codes.RecipientBlocked, await Answered());
        Assert.Equal(4, _bench.Carrier.Given.Count);
    }

    Task<SendResult> Reply(long delivery) =>
        _bench.Subscriber.Send(SubscriberBench.NewText(delivery, MessageKind.Informational, new(AutoReplyKind.AlreadyIn, Owed: false, Prompted: true)));
}
