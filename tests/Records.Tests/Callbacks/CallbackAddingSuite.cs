using System.Text.Json;
using Hark.Grains;
using static Hark.Records.Tests.Samples;

namespace Hark.Records.Tests;

/// <summary>Events are added with what they tell of, for stores that want them.</summary>
public abstract class CallbackAddingSuite<TBackend> : RecordsSuite<TBackend> where TBackend : IBackend, new()
{
    static readonly CallbackEventType[] All = Enum.GetValues<CallbackEventType>();

    readonly List<StoreId> _told = [];

    Task Want(params CallbackEventType[] types)
    {
        Records.CallbackNews.Listen(_told.Add);
        return Records.Callbacks.Put(new CallbackListing(AStore, "https://acme.example/hook", types, CallbackState.Active, Now, null));
    }

    async Task<IReadOnlyList<CallbackEventRow>> Events(StoreId? store = null) => (await Records.CallbackRows.List(store ?? AStore, null, new PageRequest())).Items;

    static InboxEntry Inbound(string id, StoreId? store = null, int from = 1) =>
        new(store ?? AStore, new InboundText(id, Number(from), "12345", "Join ä🗝️\0", At), Meaning.OptIn, ConsentStatus.OptedIn, "JOIN");

    [Fact]
    public async Task InboundText_IsToldAsItWas()
    {
        await Records.Directory.Put(new StoreView(AStore, new AccountId(1), "Acme", "Acme", "ACME", "12345", "America/New_York", false, true, "help", At));
        await Records.OptIn(1);
        await Want(CallbackEventType.MessageReceived);
        Assert.True(await Records.Inbox.Add(Inbound("m1")));

        var told = Assert.Single(await Events());
        Assert.Equal((Number(1), CallbackEventType.MessageReceived, CallbackEventStatus.Pending, 0, Now), (told.Customer, told.Type, told.Status, told.Attempts, told.At));
        var facts = CallbackJson.Read<MessageReceivedFacts>(told.Facts);
        var row = Assert.Single((await Records.InboxRows.List(AStore, new PageRequest())).Items);
        Assert.Equal(("Acme", "ACME", "+12015550001", "12345", "Join ä🗝️\0", "opt_in", "opted_in", "JOIN", "Ann", "Smith"),
            (facts.StoreName, facts.StoreKeyword, facts.From, facts.To, facts.Text, facts.Meaning, facts.Status, facts.Keyword, facts.FirstName, facts.LastName));
        Assert.Equal((row.Id, "st_501", "2026-11-18T17:00:00Z"), (facts.Id, facts.Store, facts.At));
        Assert.Equal([AStore], _told);
    }

    [Fact]
    public async Task SameTextTwice_IsToldOnce()
    {
        await Want(CallbackEventType.MessageReceived);
        Assert.True(await Records.Inbox.Add(Inbound("m1")));
        Assert.False(await Records.Inbox.Add(Inbound("m1")));
        Assert.Single(await Events());
        Assert.Single(_told);
    }

    [Fact]
    public async Task StoreWithoutEndpoint_HasNoEvents()
    {
        await Want(All);
        await Records.Inbox.Add(Inbound("m1", OtherStore));
        await Records.ConsentLog.Append(Consent(Number(1), ConsentStatus.OptedIn, OtherStore));
        Assert.Empty(await Events(OtherStore));
        Assert.Empty(_told);
    }

    [Fact]
    public async Task TypesThatAreNotWanted_AreNotKept()
    {
        await Want(CallbackEventType.ConsentOptedOut);
        await Records.Inbox.Add(Inbound("m1"));
        await Records.ConsentLog.Append(Consent(Number(1), ConsentStatus.OptedIn));
        await Records.ConsentLog.Append(Consent(Number(1), ConsentStatus.OptedOut));
        Assert.Equal(CallbackEventType.ConsentOptedOut, Assert.Single(await Events()).Type);
        await Want();
        await Records.ConsentLog.Append(Consent(Number(2), ConsentStatus.OptedOut));
        Assert.Single(await Events());
    }

    [Fact]
    public async Task Consents_AreToldByWhatTheySay()
    {
        await Want(All);
        await Records.ConsentLog.Append(Consent(Number(1), ConsentStatus.Pending));
        await Records.ConsentLog.Append(Consent(Number(1), ConsentStatus.OptedIn));
        await Records.ConsentLog.Append(Consent(Number(1), ConsentStatus.OptedOut));

        var events = (await Events()).Reverse().ToList();
        Assert.Equal([CallbackEventType.ConsentRequested, CallbackEventType.ConsentOptedIn, CallbackEventType.ConsentOptedOut], events.Select(e => e.Type));
        var facts = CallbackJson.Read<ConsentFacts>(events[1].Facts);
        Assert.Equal(("+12015550001", "opted_in", "api", "web form", "ac_1"), (facts.Number, facts.Status, facts.Method, facts.Source, facts.By));
        Assert.Equal("STOP", CallbackJson.Read<ConsentFacts>(events[2].Facts).Reason);
    }

    [Fact]
    public async Task ManyConsentsAtOnce_AreEachTold()
    {
        await Want(All);
        await Records.OptIn(Enumerable.Range(1, 100));
        var page = await Records.CallbackRows.List(AStore, null, new PageRequest(200));
        Assert.Equal(100, page.Items.Select(e => e.Customer).Distinct().Count());
        Assert.Equal(100, page.Items.Count);
    }

    [Fact]
    public async Task OutcomesAndReceipts_AreToldInTheirOrder()
    {
        await Want(CallbackEventType.MessageStatus);
        var delivery = new DeliveryId(7);
        await Records.Ledger.Queue(Queued(delivery.Value));
        await Records.Ledger.ClaimQueued(AStore, 1, Priority.Single, 1, Now);
        await Records.Ledger.Record([new Outcome(delivery, Result(DeliveryStatus.Submitted, reference: "ref-1"))]);
        await Records.Ledger.Settle([new DeliveryReceipt("ref-1", DeliveryStatus.Undelivered, "480", Now)]);
        await Records.Ledger.Settle([new DeliveryReceipt("ref-1", DeliveryStatus.Undelivered, "480", Now)]);

        var facts = (await Events()).Reverse().Select(e => CallbackJson.Read<MessageStatusFacts>(e.Facts)).ToList();
        Assert.Equal([("dl_7", "+12015550001", "submitted", null), ("dl_7", "+12015550001", "undelivered", "480")], facts.Select(f => (f.Id, f.To, f.Status, f.Code)));
        Assert.Equal([AStore, AStore], _told);
    }

    [Fact]
    public async Task ReceiptBeforeItsOutcome_IsToldOnce()
    {
        await Want(CallbackEventType.MessageStatus);
        await Records.Ledger.Queue(Queued(7));
        await Records.Ledger.ClaimQueued(AStore, 1, Priority.Single, 1, Now);
        await Records.Ledger.Settle([new DeliveryReceipt("ref-1", DeliveryStatus.Delivered, null, Now)]);
        await Records.Ledger.Record([new Outcome(new DeliveryId(7), Result(DeliveryStatus.Submitted, reference: "ref-1"))]);
        Assert.Equal("delivered", CallbackJson.Read<MessageStatusFacts>(Assert.Single(await Events()).Facts).Status);
    }

    [Fact]
    public async Task CampaignThatEnds_IsToldOnceWithItsNumbers()
    {
        await Records.OptIn(1, 2, 3);
        await Want(All);
        var plan = Plan();
        await Records.Ledger.OpenCampaign(plan, Now);
        var epoch = await Records.Ledger.TakeOver(plan.Id);
        var claim = await Records.Ledger.Advance(new CampaignStep(plan.Id, epoch, [], 2, Now));
        await Records.Ledger.Advance(new CampaignStep(plan.Id, epoch,
            [new Outcome(claim.Texts[0].Delivery, Result(DeliveryStatus.Submitted)), new Outcome(claim.Texts[1].Delivery, Result(DeliveryStatus.Deferred, until: Now + TimeSpan.FromHours(1)))], 0, Now));
        for (var i = 0; i < 2; i++) await Records.Ledger.CloseCampaign(plan.Id, epoch, CampaignStatus.Cancelled, DeliveryStatus.Cancelled, Now);

        var events = (await Events()).Reverse().ToList();
        var ended = Assert.Single(events, e => e.Type == CallbackEventType.CampaignEnded);
        Assert.Null(ended.Customer);
        var facts = CallbackJson.Read<CampaignEndedFacts>(ended.Facts);
        Assert.Equal(("cp_900", "Autumn sale", "cancelled", 3L), (facts.Id, facts.Name, facts.Status, facts.Audience));
        Assert.Equal(new Dictionary<string, long> { ["submitted"] = 1, ["cancelled"] = 2 }, facts.Progress);
        var statuses = events.Where(e => e.Type == CallbackEventType.MessageStatus).Select(e => CallbackJson.Read<MessageStatusFacts>(e.Facts)).ToList();
        Assert.Equal(["submitted", "deferred", "cancelled"], statuses.Select(s => s.Status));
        Assert.All(statuses, s => Assert.Equal("cp_900", s.Campaign));
    }

    [Fact]
    public async Task WhatFailsWithItsCause_IsNotTold()
    {
        await Want(All);
        var plan = Plan();
        await Records.Ledger.OpenCampaign(plan, Now);
        var epoch = await Records.Ledger.TakeOver(plan.Id);
        await Records.Ledger.TakeOver(plan.Id);
        await Assert.ThrowsAsync<FencedException>(() => Records.Ledger.CloseCampaign(plan.Id, epoch, CampaignStatus.Completed, null, Now));
        Assert.Empty(await Events());
    }

    [Fact]
    public async Task Facts_AreJsonInTheWordsOfTheApi()
    {
        await Want(All);
        await Records.Inbox.Add(Inbound("m1"));
        using var json = JsonDocument.Parse(Assert.Single(await Events()).Facts);
        Assert.Equal(["id", "store", "storeName", "storeKeyword", "from", "to", "text", "meaning", "status", "keyword", "firstName", "lastName", "at", "media"],
            json.RootElement.EnumerateObject().Select(p => p.Name));
    }
}
