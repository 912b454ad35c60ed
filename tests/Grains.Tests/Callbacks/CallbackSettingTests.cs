using Hark.Testing;
using static Hark.Grains.Tests.CallbackBench;

namespace Hark.Grains.Tests;

/// <summary>What is asked of an endpoint by hand: set, changed, replayed, taken away.</summary>
public sealed class CallbackSettingTests
{
    readonly CallbackBench _bench = new();

    [Fact]
    public async Task Set_TellsTheSecretOnceAndWhatTransactionsLookAt()
    {
        var secret = await _bench.Set();
        Assert.Matches("^whsec_[A-Za-z0-9+/]{43}=$", secret);
        Assert.Equal("", await _bench.Set(CallbackForm.Json, CallbackEventType.MessageReceived, CallbackEventType.MessageReceived));
        Assert.Equal([CallbackEventType.MessageReceived], _bench.Outbox.Listing!.Wanted);
        Assert.Equal((CallbackState.Active, "https://acme.example/hook"), (_bench.View.State, _bench.View.Url));
        Assert.NotNull(_bench.Wakeups.Armed);
        Assert.Equal(["callback.set", "callback.set"], _bench.Audit.Entries.Select(e => e.Act));
    }

    [Fact]
    public async Task UsualEvents_AreAllButStatusesAndForTheCrmTextFormsMessagesAlone()
    {
        await _bench.Set();
        Assert.Equal(5, _bench.View.Events.Count);
        Assert.DoesNotContain(CallbackEventType.MessageStatus, _bench.View.Events);
        await _bench.Set(CallbackForm.Crmtext);
        Assert.Equal([CallbackEventType.MessageReceived], _bench.View.Events);
    }

    [Fact]
    public async Task WhatCannotBe_IsRefused()
    {
        Assert.Equal(Codes.CallbackUrlInvalid, (await _bench.Endpoint.Set(new("https://bad.example", CallbackForm.Json, null, "x"))).Refusal?.Code);
        Assert.Equal(Codes.CallbackEventsInvalid, (await _bench.Endpoint.Set(new("https://acme.example", CallbackForm.Crmtext, [CallbackEventType.CampaignEnded], "x"))).Refusal?.Code);
        Assert.Equal(Codes.CallbackEventsInvalid, (await _bench.Endpoint.Set(new("https://acme.example", CallbackForm.Json, [(CallbackEventType)99], "x"))).Refusal?.Code);
        Assert.Equal(Codes.CallbackUnknown, (await _bench.Endpoint.Rotate(1, "x")).Refusal?.Code);
        Assert.Equal(Codes.CallbackUnknown, (await _bench.Endpoint.Resume("x")).Refusal?.Code);
        Assert.Equal(Codes.CallbackUnknown, (await _bench.Endpoint.Replay(new(1), "x")).Refusal?.Code);
        Assert.Equal(Codes.CallbackUnknown, (await _bench.Endpoint.ReplaySince(_bench.Now, "x")).Refusal?.Code);
        Assert.Null(await _bench.Endpoint.View());
        Assert.Null(_bench.Wakeups.Armed);
    }

    [Fact]
    public async Task Rotated_BothSecretsSignForADay()
    {
        var former = await _bench.Set();
        var made = (await _bench.Endpoint.Rotate(77, "ac_1")).Value!;
        Assert.Equal(made, (await _bench.Endpoint.Rotate(77, "ac_1")).Value);
        Assert.NotEqual(former, made.Secret);
        Assert.Equal(_bench.Now + TimeSpan.FromHours(24), made.FormerUntil);

        _bench.Happens(Ann);
        await _bench.Settle();
        _bench.Happens(Ann);
        await _bench.Pass(TimeSpan.FromHours(24));
        Assert.Equal([made.Secret, former], _bench.Poster.Posts.First().Secrets);
        Assert.Equal([made.Secret], _bench.Poster.Posts.Last().Secrets);
    }

    [Fact]
    public async Task StateWithoutItsListing_IsListedByTheNextActivation()
    {
        await _bench.Set();
        await _bench.Outbox.Remove(Sample.Store);
        _bench.Crash();
        await _bench.Endpoint.Wake();
        Assert.NotNull(_bench.Outbox.Listing);
    }

    [Fact]
    public async Task Removed_NothingIsLeft()
    {
        await _bench.Set();
        _bench.Happens(Ann);
        await _bench.Endpoint.Remove("ac_1");
        await _bench.Endpoint.Remove("ac_1");
        Assert.Null(await _bench.Endpoint.View());
        Assert.Null(_bench.Outbox.Listing);
        Assert.Null(_bench.Wakeups.Armed);
        await _bench.Settle();
        Assert.Empty(_bench.Posted);
        Assert.NotEqual("", await _bench.Set());
    }

    [Fact]
    public async Task RemovalThatBreaksOff_IsCompletedAndNothingIsPostedMeanwhile()
    {
        await _bench.Set();
        _bench.Happens(Ann);
        _bench.Outbox.Fault.Before();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _bench.Endpoint.Remove("ac_1"));
        Assert.Null(await _bench.Endpoint.View());
        Assert.Equal(Codes.CallbackUnknown, (await _bench.Endpoint.Resume("ac_1")).Refusal?.Code);
        Assert.NotNull(_bench.Wakeups.Armed);

        _bench.Crash();
        await _bench.Settle();
        Assert.Empty(_bench.Posted);
        Assert.Empty(_bench.Outbox.Rows);
        Assert.Null(_bench.State.Value);
        Assert.Null(_bench.Wakeups.Armed);
    }

    [Fact]
    public async Task SetAgainAfterARemovalThatBrokeOff_BeginsWithNothing()
    {
        var former = await _bench.Set();
        _bench.Happens(Ann);
        _bench.Outbox.Fault.Before();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _bench.Endpoint.Remove("ac_1"));
        Assert.DoesNotContain(await _bench.Set(), new[] { "", former });
        await _bench.Settle();
        Assert.Empty(_bench.Posted);
    }

    [Fact]
    public async Task Replay_PostsOnceMoreUnderTheSameId()
    {
        await _bench.Set();
        var id = _bench.Happens(Ann);
        await _bench.Settle();
        Assert.Equal(1, (await _bench.Endpoint.Replay(id, "ac_1")).Value?.Events);
        await _bench.Settle();
        Assert.Equal([1L, 1L], _bench.Posted);
        Assert.Equal(Codes.CallbackEventUnknown, (await _bench.Endpoint.Replay(new(99), "ac_1")).Refusal?.Code);
    }

    [Fact]
    public async Task ReplaySince_PostsAllSinceInTheirOrder()
    {
        await _bench.Set();
        _bench.Happens(Ann);
        _bench.Time.Advance(Second);
        var since = _bench.Now;
        for (var i = 0; i < 5; i++) _bench.Happens(Ann);
        await _bench.Settle();
        Assert.Equal(5, (await _bench.Endpoint.ReplaySince(since, "ac_1")).Value?.Events);
        await _bench.Settle();
        Assert.Equal([1, 2, 3, 4, 5, 6, 2, 3, 4, 5, 6], _bench.Posted);
    }
}
