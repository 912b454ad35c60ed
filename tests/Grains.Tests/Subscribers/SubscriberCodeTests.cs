using Hark.Testing;

namespace Hark.Grains.Tests;

/// <summary>From which short code a Subscriber is texted.</summary>
public sealed class SubscriberCodeTests : IAsyncDisposable
{
    const string Marketing = "444999";

    readonly SubscriberBench _bench = new();
    long _delivery;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task TextOfAStoreOnTheSharedCodes_LeavesFromTheCodeBoundInTheSameWrite()
    {
        await _bench.OptIn();
        var writes = _bench.State.Writes;
        await Send(Sample.Store);
        Assert.Equal(writes + 1, _bench.State.Writes);
        Assert.Equal("24411", From());
        Assert.Equal([new StoreStanding(Sample.Store, ConsentStatus.OptedIn, "24411")], await _bench.Subscriber.Standings());

        _bench.Reactivate();
        await Send(Sample.Store);
        Assert.Equal("24411", From());
        await _bench.OptIn(Sample.OtherStore);
        await Send(Sample.OtherStore);
        Assert.Equal("36546", From());
    }

    [Fact]
    public async Task BindingThatIsNotDurable_IsNotUsed()
    {
        await _bench.OptIn();
        _bench.State.Fault.Before();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Send(Sample.Store));
        Assert.Empty(_bench.Carrier.Given);
        Assert.Null((await _bench.Subscriber.Standings())[0].Code);
    }

    [Fact]
    public async Task TextFromANumberOfItsOwn_IsLeftAsItIs()
    {
        await _bench.OptIn();
        await _bench.Send();
        Assert.Equal("+15550000001", From());
        Assert.Null((await _bench.Subscriber.Standings())[0].Code);
    }

    [Fact]
    public async Task ResponderReply_LeavesFromTheMarketingCodeAndBindsNone()
    {
        await Send(Sample.Store, AutoReplyKind.Responder);
        Assert.Equal(Marketing, From());
        Assert.Equal([new StoreStanding(Sample.Store, ConsentStatus.New, null)], await _bench.Subscriber.Standings());
    }

    [Fact]
    public async Task OptOut_IsConfirmedOnItsCodeWhichAnotherStoreTakesInTheEnd()
    {
        await _bench.OptIn();
        await Send(Sample.Store);
        await _bench.OptOut();
        await Send(Sample.Store, AutoReplyKind.OptOut);
        Assert.Equal("24411", From());

        var others = new[] { Sample.OtherStore, new StoreId(3), new StoreId(4) };
        foreach (var other in others)
        {
            await _bench.OptIn(other);
            await Send(other);
        }
        Assert.Equal(["36546", "55398", "24411"], _bench.Carrier.Given.TakeLast(3).Select(text => text.Text.Sender));
        Assert.Null((await _bench.Subscriber.Standings())[0].Code);
    }

    [Fact]
    public async Task HelpToSomebodyNew_LeavesFromACodeWhereAStopIsUnderstood()
    {
        await Send(Sample.Store, AutoReplyKind.Help);
        Assert.Equal("24411", From());
        Assert.Equal([Sample.Store], CodeBinding.StoresOn(await _bench.Subscriber.Standings(), "24411"));
    }

    async Task Send(StoreId store, AutoReplyKind? reply = null)
    {
        var text = SubscriberBench.NewText(++_delivery, MessageKind.Informational, reply is { } kind ? new(kind, Owed: true, Prompted: true) : null);
        Assert.Equal(DeliveryStatus.Submitted, (await _bench.Subscriber.Send(text with { Store = store, Text = text.Text with { Sender = Marketing } })).Status);
    }

    string From() => _bench.Carrier.Given.Last().Text.Sender;
}
