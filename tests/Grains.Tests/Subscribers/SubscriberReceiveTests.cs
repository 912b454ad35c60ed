using Hark.Testing;

namespace Hark.Grains.Tests;

public sealed class SubscriberReceiveTests : IAsyncDisposable
{
    const string Doubtful = "Why should I stop getting these?";

    readonly SubscriberBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Keyword_OptsInWithItsEvidence()
    {
        var meaning = await _bench.Receive("Motors please", "m1", keyword: "MOTORS");
        Assert.Equal(new InboundMeaning(Meaning.OptIn, ConsentStatus.OptedIn, new(AutoReplyKind.Confirmation, Owed: true, Prompted: true)), meaning);
        var row = Assert.Single(_bench.Log.Entries);
        Assert.Equal((ConsentMethod.Keyword, "handset", _bench.Now), (row.Method, row.By, row.Proof!.At));
        Assert.Equal(("keyword MOTORS", "inbound message m1", "Motors please"), (row.Proof.Source, row.Proof.Evidence, row.Proof.Wording));
        Assert.Equal(DeliveryStatus.Submitted, (await _bench.Send()).Status);
    }

    [Fact]
    public async Task Stop_OptsOutInTheWordsOfThePerson()
    {
        await _bench.OptIn();
        var meaning = await _bench.Receive("Please stop!", "m1");
        Assert.Equal(new InboundMeaning(Meaning.OptOut, ConsentStatus.OptedOut, new(AutoReplyKind.OptOut, Owed: true, Prompted: true)), meaning);
        Assert.Equal((ConsentMethod.Stop, "Please stop!"), (_bench.Log.Entries[^1].Method, _bench.Log.Entries[^1].Reason));
        Assert.Equal(Codes.OptedOut, (await _bench.Send()).Code);

        Assert.False((await _bench.Receive("STOP", "m2")).Reply!.Owed);
        Assert.Equal(2, _bench.Log.Entries.Count);
    }

    [Fact]
    public async Task KeywordWithStop_OptsOut()
    {
        await _bench.OptIn();
        var meaning = await _bench.Receive("MOTORS stop", "m1", keyword: "MOTORS");
        Assert.Equal((Meaning.OptOut, ConsentStatus.OptedOut), (meaning.Meaning, meaning.Status));
    }

    [Fact]
    public async Task Responder_IsAnsweredOnceATextAndChangesNothing()
    {
        var meaning = await _bench.Receive("Menu today?", "m1", keyword: "MOTORS", replyAs: 7, responder: "MENU");
        Assert.Equal(new InboundMeaning(Meaning.Message, ConsentStatus.New, new(AutoReplyKind.Responder, Owed: true, Prompted: true), new(7)), meaning);
        Assert.Equal(meaning, await _bench.Receive("Menu today?", "m1", keyword: "MOTORS", replyAs: 8, responder: "MENU"));
        Assert.Empty(_bench.Log.Entries);
        Assert.Equal(Codes.NotOptedIn, (await _bench.Send()).Code);
    }

    [Fact]
    public async Task ResponderWithStop_OptsOut()
    {
        await _bench.OptIn();
        Assert.Equal(Meaning.OptOut, (await _bench.Receive("menu stop", "m1", keyword: "MOTORS", responder: "MENU")).Meaning);
    }

    [Fact]
    public async Task YesToAQuestion_OptsIn()
    {
        await _bench.Subscriber.OptIn(_bench.NewOptIn() with { Confirm = true });
        Assert.Equal(Codes.OptInPending, (await _bench.Send(1)).Code);
        Assert.Equal((Meaning.Confirm, ConsentStatus.OptedIn), await Meant("Yes", "m1"));
        Assert.Equal(ConsentMethod.Reply, _bench.Log.Entries[^1].Method);
        Assert.Equal(DeliveryStatus.Submitted, (await _bench.Send(2)).Status);
    }

    [Fact]
    public async Task YesThatNobodyAskedFor_ChangesNothing()
    {
        Assert.Equal((Meaning.Message, ConsentStatus.New), await Meant("Yes", "m1"));
        Assert.Empty(_bench.Log.Entries);
    }

    [Fact]
    public async Task TextGivenTwice_IsAnsweredOnce()
    {
        await _bench.OptIn();
        var first = await _bench.Receive("HELP", "m1", replyAs: 1);
        Assert.NotNull(first.Reply);
        // The same answer under the same delivery: queued again, it is one.
        Assert.Equal(first, await _bench.Receive("HELP", "m1", replyAs: 2));
        _bench.Reactivate();
        Assert.Equal(first, await _bench.Receive("HELP", "m1", replyAs: 3));
        Assert.Equal(new DeliveryId(4), (await _bench.Receive("HELP", "m2", replyAs: 4)).ReplyAs);
    }

    [Fact]
    public async Task StartFromBeforeTheStop_GivenLate_DoesNotUndoIt()
    {
        await _bench.OptIn();
        var before = _bench.Now;
        _bench.Time.Advance(TimeSpan.FromMinutes(1));
        await _bench.Receive("STOP", "m2");
        _bench.Time.Advance(TimeSpan.FromMinutes(1));

        var late = await _bench.Subscriber.Receive(new(Sample.Store, "START", "m1", before, "MOTORS"));
        Assert.Equal((Meaning.Message, ConsentStatus.OptedOut, null), (late.Meaning, late.Status, late.Reply));
        Assert.Equal(ConsentStatus.OptedIn, (await _bench.Receive("START", "m3")).Status);
    }

    [Fact]
    public async Task OldTextGivenAgain_DoesNotUndoWhatWasSaidSince()
    {
        await _bench.Receive("MOTORS", "m1", keyword: "MOTORS");
        _bench.Time.Advance(TimeSpan.FromMinutes(1));
        await _bench.Receive("STOP", "m2");
        _bench.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(ConsentStatus.OptedOut, (await _bench.Receive("MOTORS", "m1", keyword: "MOTORS")).Status);
        Assert.Equal(Codes.OptedOut, (await _bench.Send()).Code);

        await _bench.Receive("START", "m3");
        Assert.Equal(ConsentStatus.OptedIn, (await _bench.Receive("STOP", "m2")).Status);
        Assert.Equal(3, _bench.Log.Entries.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TextThatBrokeHalfway_IsAppliedWhenGivenAgain(bool logBreaks)
    {
        await _bench.OptIn();
        if (logBreaks) _bench.Log.Fault.Before();
        else _bench.State.Fault.Before(3);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _bench.Receive("STOP", "m1"));
        _bench.Reactivate();
        var again = await _bench.Receive("STOP", "m1");
        Assert.Equal((Meaning.OptOut, ConsentStatus.OptedOut), (again.Meaning, again.Status));
        Assert.NotNull(again.Reply);
        Assert.Equal(2, _bench.Log.Entries.Count);
    }

    [Fact]
    public async Task StartAfterTheClockSteppedBack_IsRefusedAndNotConfirmed()
    {
        await _bench.OptOut();
        _bench.Time.StepWallClock(TimeSpan.FromHours(-1));
        var meaning = await _bench.Receive("START", "m1");
        Assert.Equal((ConsentStatus.OptedOut, null), (meaning.Status, meaning.Reply));
    }

    [Theory]
    [InlineData("api")]
    [InlineData("keyword")]
    [InlineData("start")]
    public async Task Doubt_HoldsMarketingUntilAFreshOptIn(string freshOptIn)
    {
        await _bench.OptIn();
        var meaning = await _bench.Receive(Doubtful, "m1");
        Assert.Equal((Meaning.Doubtful, null), (meaning.Meaning, meaning.Reply));
        _bench.Reactivate();
        Assert.True((await _bench.View()).Doubtful);
        Assert.Equal(Codes.ConsentDoubtful, (await _bench.Send(1)).Code);
        Assert.Equal(DeliveryStatus.Submitted, (await _bench.Subscriber.Send(SubscriberBench.NewText(2, MessageKind.Informational))).Status);

        await (freshOptIn switch
        {
            "api" => (Task)_bench.OptIn(),
            "keyword" => _bench.Receive("MOTORS", "m2", keyword: "MOTORS"),
            _ => _bench.Receive("START", "m2"),
        });
        Assert.False((await _bench.View()).Doubtful);
        Assert.Equal(2, _bench.Log.Entries.Count);
        Assert.Equal(DeliveryStatus.Submitted, (await _bench.Send(3)).Status);
    }

    async Task<(Meaning, ConsentStatus)> Meant(string text, string messageId)
    {
        var meaning = await _bench.Receive(text, messageId);
        return (meaning.Meaning, meaning.Status);
    }
}
