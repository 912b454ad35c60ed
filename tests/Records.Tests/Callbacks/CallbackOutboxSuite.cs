using Hark.Grains;
using static Hark.Records.Tests.Samples;

namespace Hark.Records.Tests;

/// <summary>Events are taken customer by customer, settled, replayed and forgotten.</summary>
public abstract class CallbackOutboxSuite<TBackend> : RecordsSuite<TBackend> where TBackend : IBackend, new()
{
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    int _messages;

    Task Want(StoreId? store = null, CallbackState state = CallbackState.Active) =>
        Records.Callbacks.Put(new CallbackListing(store ?? AStore, "https://acme.example/hook", [CallbackEventType.MessageReceived], state, Now, state == CallbackState.Active ? null : "It said so."));

    async Task Inbound(params int[] from)
    {
        foreach (var n in from) await Records.Inbox.Add(new(AStore, new InboundText($"m{++_messages}", Number(n), "12345", $"text {_messages}", At), Meaning.Message, ConsentStatus.OptedIn, null));
    }

    Task<CallbackBatch> Next(int most = 100) => Records.Callbacks.Next(AStore, Now, most);

    async Task<List<PhoneNumber?>> Due() => [.. (await Next()).Events.Select(e => e.Customer)];

    Task Record(CallbackEvent e, CallbackEventStatus status, TimeSpan? due = null, int? http = 200, string? error = null) =>
        Records.Callbacks.Record(AStore, [new CallbackOutcome(e.Id, e.Customer, status, Now + due, http, error)], Now);

    [Fact]
    public async Task OfEachCustomer_TheFirstIsDue()
    {
        await Want();
        await Inbound(1, 1, 2, 1);
        var batch = await Next();
        Assert.Equal([Number(1), Number(2)], batch.Events.Select(e => e.Customer));
        Assert.Equal(["text 1", "text 3"], batch.Events.Select(e => CallbackJson.Read<MessageReceivedFacts>(e.Facts).Text));
        Assert.Null(batch.NextDue);
        Assert.Single((await Next(most: 1)).Events);
        Assert.Empty((await Records.Callbacks.Next(OtherStore, Now, 10)).Events);
    }

    [Fact]
    public async Task Delivered_TheNextOfTheCustomerIsDue()
    {
        await Want();
        await Inbound(1, 1, 1);
        var told = new List<CallbackEventId>();
        while ((await Next()).Events is [var first])
        {
            told.Add(first.Id);
            await Record(first, CallbackEventStatus.Delivered);
        }
        Assert.Equal(3, told.Count);
        Assert.Equal(told.Order(Comparer<CallbackEventId>.Create((a, b) => a.Value.CompareTo(b.Value))), told);
    }

    [Fact]
    public async Task FailedAttempt_HoldsBackItsCustomerAlone()
    {
        await Want();
        await Inbound(1, 1, 2);
        var first = (await Next()).Events[0];
        await Record(first, CallbackEventStatus.Pending, 5 * Second, 503, "It is busy.");

        Assert.Equal([Number(2)], await Due());
        Assert.Equal(Now + 5 * Second, (await Next()).NextDue);
        Time.Advance(5 * Second);
        var again = (await Next()).Events.Single(e => e.Customer == Number(1));
        Assert.Equal((first.Id, 1), (again.Id, again.Attempts));
        var row = (await Records.CallbackRows.List(AStore, null, new PageRequest())).Items.Single(e => e.Id == first.Id);
        Assert.Equal((503, "It is busy.", 1), (row.HttpStatus!.Value, row.Error, row.Attempts));
        Assert.Null(row.SettledAt);
    }

    [Fact]
    public async Task GivenUp_LaterEventsOfTheCustomerGoOn()
    {
        await Want();
        await Inbound(1, 1);
        var first = (await Next()).Events[0];
        await Record(first, CallbackEventStatus.GivenUp, http: 500);
        var second = Assert.Single((await Next()).Events);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(first.Id, Assert.Single((await Records.CallbackRows.List(AStore, CallbackEventStatus.GivenUp, new PageRequest())).Items).Id);
    }

    [Fact]
    public async Task LateSecondOutcome_ChangesNothing()
    {
        await Want();
        await Inbound(1);
        var first = (await Next()).Events[0];
        await Record(first, CallbackEventStatus.Delivered);
        await Record(first, CallbackEventStatus.Pending, Second, 500);
        Assert.Empty(await Due());
        Assert.Equal(CallbackEventStatus.Delivered, Assert.Single((await Records.CallbackRows.List(AStore, null, new PageRequest())).Items).Status);
    }

    [Fact]
    public async Task EventAddedWhileAnotherIsOnItsWay_IsNotLost()
    {
        await Want();
        await Inbound(1);
        var first = (await Next()).Events[0];
        await Inbound(1);
        await Record(first, CallbackEventStatus.Delivered);
        Assert.Single(await Due());
    }

    [Fact]
    public async Task AddedAndSettledAtOnce_NothingIsLostAndNothingOvertakes()
    {
        const int texts = 150;
        await Want();
        await Inbound(1);
        var adding = Task.Run(() => Inbound([.. Enumerable.Repeat(1, texts - 1)]));
        var told = new List<string>();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (told.Count < texts)
        {
            foreach (var e in (await Next()).Events)
            {
                told.Add(CallbackJson.Read<MessageReceivedFacts>(e.Facts).Text);
                await Record(e, CallbackEventStatus.Delivered);
            }
            if (adding.IsCompleted && (await Next()).Events.Count == 0) break;
            await pause.WaitForNextTickAsync();
        }
        await adding;
        Assert.Equal(Enumerable.Range(1, texts).Select(n => $"text {n}"), told);
    }

    [Fact]
    public async Task Restarted_WhatWasPendingIsPendingUnderItsId()
    {
        await Want();
        await Inbound(1);
        var before = (await Next()).Events[0];
        await Restart();
        Assert.Equal(before.Id, Assert.Single((await Next()).Events).Id);
    }

    [Fact]
    public async Task Replayed_IsPendingOnceMoreAndComesBeforeLaterOnes()
    {
        await Want();
        await Inbound(1, 1);
        var first = (await Next()).Events[0];
        await Record(first, CallbackEventStatus.Delivered);
        Assert.True(await Records.Callbacks.Replay(AStore, first.Id, Now));
        var again = Assert.Single((await Next()).Events);
        Assert.Equal((first.Id, 0), (again.Id, again.Attempts));
        Assert.False(await Records.Callbacks.Replay(OtherStore, first.Id, Now));
        Assert.False(await Records.Callbacks.Replay(AStore, new CallbackEventId(1), Now));
    }

    [Fact]
    public async Task ReplayedWhileItWaits_IsDueAtOnce()
    {
        await Want();
        await Inbound(1);
        await Record((await Next()).Events[0], CallbackEventStatus.Pending, TimeSpan.FromHours(10), 500);
        Assert.Empty(await Due());
        Assert.True(await Records.Callbacks.Replay(AStore, (await Records.CallbackRows.List(AStore, null, new PageRequest())).Items[0].Id, Now));
        Assert.Equal(0, Assert.Single((await Next()).Events).Attempts);
    }

    [Fact]
    public async Task Hurried_AllThatWaitsIsDue()
    {
        await Want();
        await Inbound(1, 2);
        foreach (var e in (await Next()).Events) await Record(e, CallbackEventStatus.Pending, TimeSpan.FromHours(10), 500);
        await Records.Callbacks.Hurry(AStore, Now);
        Assert.Equal([1, 1], (await Next()).Events.Select(e => e.Attempts));
    }

    [Fact]
    public async Task ReplayedSince_AreThoseThatHappenedSince()
    {
        await Want();
        await Inbound(1, 2);
        Time.Advance(Second);
        var since = Now;
        await Inbound(1, 3, 4);
        while ((await Next()).Events is { Count: > 0 } events)
            foreach (var e in events) await Record(e, e.Customer == Number(3) ? CallbackEventStatus.GivenUp : CallbackEventStatus.Delivered);

        var replayed = await Records.Callbacks.ReplayPiece(AStore, since, new CallbackEventId(0), Now);
        Assert.Equal(3, replayed.Count);
        Assert.Empty(await Records.Callbacks.ReplayPiece(AStore, since, replayed[^1], Now));
        Assert.Equal([Number(1), Number(3), Number(4)], await Due());
    }

    [Fact]
    public async Task Prune_ForgetsWhatWasSettledLongAgo()
    {
        await Want();
        await Inbound(1, 2, 3, 4);
        var events = (await Next()).Events;
        await Record(events[0], CallbackEventStatus.Delivered);
        await Record(events[1], CallbackEventStatus.GivenUp);
        Time.Advance(Second);
        await Record(events[2], CallbackEventStatus.Delivered);

        Assert.False(await Records.Callbacks.Prune(AStore, deliveredBefore: Now, givenUpBefore: Now - 2 * Second));
        Assert.Equal([events[3].Id, events[2].Id, events[1].Id], (await Records.CallbackRows.List(AStore, null, new PageRequest())).Items.Select(e => e.Id));
        await Records.Callbacks.Prune(AStore, Now, Now);
        Assert.Equal([events[3].Id, events[2].Id], (await Records.CallbackRows.List(AStore, null, new PageRequest())).Items.Select(e => e.Id));
    }

    [Fact]
    public async Task Removed_NothingIsLeftAndNothingIsAdded()
    {
        await Want();
        await Want(OtherStore);
        await Inbound(1, 1, 2);
        Assert.False(await Records.Callbacks.Remove(AStore));
        await Inbound(1);
        Assert.Empty((await Records.CallbackRows.List(AStore, null, new PageRequest())).Items);
        Assert.Empty((await Next()).Events);
        Assert.Equal(OtherStore, Assert.Single((await Records.CallbackRows.ListEndpoints(null, new PageRequest())).Items).Store);
    }

    [Fact]
    public async Task WhatHappenedTooLongAgo_IsGivenUpUnposted()
    {
        await Want();
        await Inbound(1, 1, 2);
        Time.Advance(TimeSpan.FromDays(8));
        await Inbound(1, 3);
        Assert.False(await Records.Callbacks.GiveUpOldest(AStore, Now.AddDays(-7), 100, "Too old.", Now));

        Assert.Equal(["text 4", "text 5"], (await Next()).Events.Select(e => CallbackJson.Read<MessageReceivedFacts>(e.Facts).Text).Order());
        var givenUp = (await Records.CallbackRows.List(AStore, CallbackEventStatus.GivenUp, new PageRequest())).Items;
        Assert.Equal([(0, "Too old.", Now), (0, "Too old.", Now), (0, "Too old.", Now)], givenUp.Select(e => (e.Attempts, e.Error!, e.SettledAt!.Value)));
        Assert.Equal(new CallbackBacklog(2, Now, GivenUp: 3), await Records.CallbackRows.Backlog(AStore));
        Assert.Equal(2, await Records.CallbackRows.Pending());
        // Kept for replay, like whatever is given up.
        Assert.True(await Records.Callbacks.Replay(AStore, givenUp[^1].Id, Now));
        Assert.Contains((await Next()).Events, e => e.Id == givenUp[^1].Id);
    }

    [Fact]
    public async Task OldestBeyondSoMany_AreGivenUpInPieces()
    {
        await Want();
        await Inbound([.. Enumerable.Range(0, 510).Select(n => 1 + n % 7)]);
        Assert.True(await Records.Callbacks.GiveUpOldest(AStore, Now.AddDays(-7), 5, "Too many.", Now));
        Assert.False(await Records.Callbacks.GiveUpOldest(AStore, Now.AddDays(-7), 5, "Too many.", Now));

        Assert.Equal(["text 506", "text 507", "text 508", "text 509", "text 510"], (await Next()).Events.Select(e => CallbackJson.Read<MessageReceivedFacts>(e.Facts).Text).Order());
        Assert.False(await Records.Callbacks.GiveUpOldest(OtherStore, Now, 0, "Of another store.", Now));
        Assert.Equal(5, await Records.CallbackRows.Pending());
    }

    [Fact]
    public async Task Lists_ArePagedNewestFirst()
    {
        await Want();
        await Inbound(1, 2, 3, 4, 5);
        var events = (await Next()).Events;
        await Record(events[1], CallbackEventStatus.Delivered);
        await Record(events[3], CallbackEventStatus.GivenUp);
        var ids = new List<CallbackEventId>();
        string? cursor = null;
        do
        {
            var page = await Records.CallbackRows.List(AStore, null, new PageRequest(2, cursor));
            ids.AddRange(page.Items.Select(e => e.Id));
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(events.Select(e => e.Id).Reverse(), ids);
        Assert.Equal([events[4].Id, events[2].Id, events[0].Id], (await Records.CallbackRows.List(AStore, CallbackEventStatus.Pending, new PageRequest())).Items.Select(e => e.Id));
        Assert.Equal(new CallbackBacklog(3, Now, GivenUp: 1), await Records.CallbackRows.Backlog(AStore));
    }

    [Fact]
    public async Task Endpoints_AreListedByState()
    {
        await Want();
        await Want(OtherStore, CallbackState.Suspended);
        var suspended = Assert.Single((await Records.CallbackRows.ListEndpoints(CallbackState.Suspended, new PageRequest())).Items);
        Assert.Equal((OtherStore, "https://acme.example/hook", Now, "It said so."), (suspended.Store, suspended.Url, suspended.Since, suspended.Reason));
        Assert.Equal([CallbackEventType.MessageReceived], suspended.Wanted);
        Assert.Equal([AStore, OtherStore], (await Records.CallbackRows.ListEndpoints(null, new PageRequest())).Items.Select(e => e.Store));
        Assert.Equal(new CallbackBacklog(0, null, GivenUp: 0), await Records.CallbackRows.Backlog(AStore));
    }
}
