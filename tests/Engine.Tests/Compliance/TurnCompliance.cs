using System.Reflection;

namespace Hark.Engine.Tests;

/// <summary>Each actor answers one request at a time. Every call that changes something is made at once from many threads on one key; a turn that overlaps another shows as a lost or doubled effect.</summary>
public abstract class TurnCompliance : EngineCompliance
{
    const int Calls = 40;

    /// <summary>Calls that change nothing, by interface. All others are covered below; a new one fails <see cref="EveryMutator_IsCalledConcurrently"/> until it is too.</summary>
    static readonly string[] Readings =
    [
        "ISubscriber.Check", "ISubscriber.View", "ISubscriber.Standings", "IStore.View", "IStore.Precheck", "IStore.PrecheckCampaign", "IStore.Estimate", "IStore.Keywords", "IStore.Templates", "IStore.PasswordHash", "IStore.Users", "ICampaign.View", "IBandwidth.View",
        "IAccount.View", "IAccount.Holds", "IAccount.PasswordHash", "IKeyword.Holder", "IKeyword.IsFree", "IImport.View", "ICallbackEndpoint.View",
    ];

    static readonly string[] Covered =
    [
        "ISubscriber.OptIn", "ISubscriber.OptOut", "ISubscriber.NoteStop", "ISubscriber.Receive", "ISubscriber.Send", "ISubscriber.Recall", "ISubscriber.Block",
        "IStore.Create", "IStore.Change", "IStore.OptIn", "IStore.AskToOptIn", "IStore.OptOut", "IStore.Send", "IStore.StartCampaign", "IStore.PauseCampaign", "IStore.ResumeCampaign", "IStore.CancelCampaign", "IStore.Receive",
        "IStore.AddKeyword", "IStore.RemoveKeyword", "IStore.SetResponder", "IStore.SetTemplate", "IStore.SetUser", "IStore.RemoveUser",
        "ICampaign.Start", "ICampaign.Pause", "ICampaign.Resume", "ICampaign.Cancel",
        "IBandwidth.Lease", "IAccount.Create", "IAccount.Change", "IAccount.SetPassword", "IAccount.AddStore", "IKeyword.Claim", "IKeyword.Release", "IImport.Start",
        // In CallbackCompliance.
        "ICallbackEndpoint.Set", "ICallbackEndpoint.Remove", "ICallbackEndpoint.Rotate", "ICallbackEndpoint.Resume", "ICallbackEndpoint.Replay", "ICallbackEndpoint.ReplaySince", "ICallbackEndpoint.Signal",
    ];

    [Fact]
    public void EveryMutator_IsCalledConcurrently()
    {
        var calls = typeof(IGrains).GetMethods().Select(m => m.ReturnType)
            .SelectMany(actor => actor.GetMethods(BindingFlags.Public | BindingFlags.Instance).Select(m => $"{actor.Name}.{m.Name}"));
        Assert.Equal(calls.Order(), Readings.Concat(Covered).Order());
    }

    [Fact]
    public async Task SubscriberOptInAndOptOut_AtOnce_LogEachChangeOnce()
    {
        var store = await NewStore();
        var subscriber = Host.Grains.Subscriber(Number(1));
        await AtOnce(Calls, async i => i % 2 == 0
            ? (await subscriber.OptIn(new(store, ConsentMethod.Api, Proof with { At = DateTimeOffset.UnixEpoch.AddYears(60) - TimeSpan.FromDays(1200) }, PersonName.Unknown, false, Fresh: true, "test"))).Ok
            : (await subscriber.OptOut(new(store, ConsentMethod.Api, "test", "test"))).Changed);

        var history = await Host.Consent.History(store, Number(1));
        Assert.NotEmpty(history);
        // Two rows of one status in a row would mean that two turns decided on the same state.
        Assert.All(history.Zip(history.Skip(1)), pair => Assert.NotEqual(pair.First.Status, pair.Second.Status));
        Assert.Equal(history[^1].Status, (await subscriber.View(store)).Status);
    }

    [Fact]
    public async Task SubscriberNoteStopAndOptIn_AtOnce_LoseNeither()
    {
        var store = await NewStore();
        var subscriber = Host.Grains.Subscriber(Number(1));
        await AtOnce(Calls, async i =>
        {
            await subscriber.NoteStop(Proof.At.AddSeconds(i));
            return (await subscriber.OptIn(new(new(store.Value + 1000 + i), ConsentMethod.Api, Proof with { At = Proof.At.AddDays(1) }, PersonName.Unknown, false, Fresh: true, "test"))).Ok;
        });
        Assert.Equal(Calls, (await subscriber.Standings()).Count(standing => standing.Status == ConsentStatus.OptedIn));
        Assert.Equal(Codes.ConsentRevoked, (await subscriber.OptIn(new(store, ConsentMethod.Import, Proof with { At = Proof.At.AddSeconds(Calls - 1) }, PersonName.Unknown, false, Fresh: false, "test"))).Refusal!.Code);
    }

    [Fact]
    public async Task SubscriberSend_SameDeliveryAtOnce_LeavesOnce()
    {
        var store = await NewStore();
        await OptIn(store, 1);
        var request = Text(store, new DeliveryId(await Host.Ids.Next()), "One delivery.");
        var results = await AtOnce(Calls, _ => Host.Grains.Subscriber(Number(1)).Send(request));

        Assert.All(results, r => Assert.Equal(DeliveryStatus.Submitted, r.Status));
        Assert.Single(Host.Carrier.MessagesTo(Number(1)));
    }

    [Fact]
    public async Task SubscriberSendAndRecall_AtOnce_AllTellTheSame()
    {
        var store = await NewStore();
        await OptIn(store, 1);
        var request = Text(store, new DeliveryId(await Host.Ids.Next()), "Sent or withdrawn.");
        var subscriber = Host.Grains.Subscriber(Number(1));
        var left = await AtOnce(Calls, async i => i % 2 == 0 ? (await subscriber.Send(request)).Status == DeliveryStatus.Submitted : await subscriber.Recall(request.Delivery) is not null);

        Assert.Single(left.Distinct());
        Assert.Equal(left[0] ? 1 : 0, Host.Carrier.MessagesTo(Number(1)).Count);
    }

    [Fact]
    public async Task SubscriberSend_SameTextAtOnce_LeavesOnce()
    {
        var store = await NewStore();
        await OptIn(store, 1);
        var results = await AtOnce(Calls, async _ => await Host.Grains.Subscriber(Number(1)).Send(Text(store, new DeliveryId(await Host.Ids.Next()), "Same text.")));

        Assert.Single(results, r => r.Status == DeliveryStatus.Submitted);
        Assert.Equal(Calls - 1, results.Count(r => r.Code == Codes.Duplicate));
        Assert.Single(Host.Carrier.MessagesTo(Number(1)));
    }

    [Fact]
    public async Task SubscriberReceiveAndBlock_AtOnce_EachTextIsAnsweredOnce()
    {
        var store = await NewStore();
        await OptIn(store, 1);
        var subscriber = Host.Grains.Subscriber(Number(1));
        var answers = await AtOnce(Calls, async i =>
        {
            await subscriber.Block(null);
            return await subscriber.Receive(new(store, "STOP", $"m{i % 4}", DateTimeOffset.UnixEpoch, null, new(i + 1)));
        });

        Assert.Single(answers.Where(a => a.Reply is { Owed: true }).Select(a => a.ReplyAs).Distinct());
        Assert.Single(await Host.Consent.History(store, Number(1)), row => row.Status == ConsentStatus.OptedOut);
    }

    [Fact]
    public async Task StoreCreate_AtOnce_IsOneStore()
    {
        var account = new AccountId(await Host.Ids.Next());
        var accounts = await AtOnce(Calls, _ => Host.Grains.Account(account).Create(new("Main Street", "owner@example.com", "-", "key")));
        Assert.All(accounts, a => Assert.True(a.Ok));
        Assert.Single((await Host.Audit.List(new(500))).Items, row => row.Act == "account.create" && row.Subject == account.ToString());

        var store = new StoreId(await Host.Ids.Next());
        var request = new CreateStore(account, "Main Street Motors", "MOTORS", null, false, null, null, null);
        var created = await AtOnce(Calls, _ => Host.Grains.Store(store).Create(request));
        Assert.Single(created.Select(c => c.Value!.CreatedAt).Distinct());

        var changed = await AtOnce(Calls, i => Host.Grains.Store(store).Change(new(null, null, null, null, null, i % 2 == 0, "test", "test")));
        Assert.All(changed, c => Assert.True(c.Ok));
        // The guard is on at first, so a change is audited only where it is one.
        var switches = (await Host.Audit.List(new(500))).Items.Where(row => row.Act.StartsWith("store.duplicate_guard", StringComparison.Ordinal)).Select(row => row.Act).ToList();
        Assert.All(switches.Zip(switches.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public async Task StoreKeywordsAndTemplates_AtOnce_LoseNone()
    {
        var store = Host.Grains.Store(await NewStore());
        var wordings = (await store.Templates()).Value!;
        await AtOnce(Calls, async i =>
        {
            var (kept, passing) = ($"KEPT{i}", $"PASSING{i % 4}");
            Assert.True((await store.AddKeyword(kept, KeywordUse.Responder)).Ok);
            await store.AddKeyword(passing, KeywordUse.OptIn);
            await store.RemoveKeyword(passing);
            Assert.True((await store.SetTemplate(wordings[i % wordings.Count].Kind, wordings[i % wordings.Count].Text)).Ok);
            return (await store.SetResponder(kept, $"In {i}", $"Out {i}")).Ok;
        });

        var keywords = (await store.Keywords()).Value!;
        Assert.Equal(Enumerable.Range(0, Calls).Select(i => $"Out {i}").Order(), keywords.Skip(1).Select(keyword => keyword.OtherText!).Order());
        Assert.All((await store.Templates()).Value!, template => Assert.True(template.Custom));
        foreach (var passing in Enumerable.Range(0, 4)) Assert.Null(await Host.Grains.Keyword($"PASSING{passing}").Holder());
    }

    [Fact]
    public async Task StoreUsers_AtOnce_LoseNone()
    {
        var store = Host.Grains.Store(await NewStore());
        await AtOnce(Calls, async i =>
        {
            Assert.True((await store.SetUser($"kept{i}@example.com", $"hash {i}", "test")).Ok);
            await store.SetUser($"passing{i % 4}@example.com", "hash", "test");
            await store.RemoveUser($"passing{i % 4}@example.com", "test");
            return true;
        });
        Assert.Equal(Enumerable.Range(0, Calls).Select(i => $"kept{i}@example.com").Order(), (await store.Users()).Value!.Select(user => user.Email).Order());
        Assert.Equal("hash 7", await store.PasswordHash("kept7@example.com"));
    }

    [Fact]
    public async Task AccountSetPasswordAndAddStore_AtOnce_LoseNone()
    {
        var account = Host.Grains.Account(new(await Host.Ids.Next()));
        await account.Create(new("Main Street", "owner@example.com", "-", "key"));
        await AtOnce(Calls, async i =>
        {
            await account.AddStore(new(i + 1));
            return (await account.SetPassword($"hash {i}", "test")).Ok;
        });
        Assert.Equal(Calls, (await account.View())!.Stores.Count);
        Assert.StartsWith("hash ", await account.PasswordHash("owner@example.com"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AccountAddStore_AtOnce_LosesNone()
    {
        var account = new AccountId(await Host.Ids.Next());
        await Host.Grains.Account(account).Create(new("Main Street", "owner@example.com", "-", "key"));
        await AtOnce(Calls, async i =>
        {
            await Host.Grains.Account(account).AddStore(new(i + 1));
            return true;
        });
        Assert.Equal(Calls, (await Host.Grains.Account(account).View())!.Stores.Count);
    }

    [Fact]
    public async Task AccountChange_AtOnce_IsAuditedOnceForEachChange()
    {
        var account = Host.Grains.Account(new(await Host.Ids.Next()));
        await account.Create(new("Main Street", "owner@example.com", "-", "key"));
        Assert.All(await AtOnce(Calls, i => account.Change(new(i % 2 == 0, "test", "test"))), changed => Assert.True(changed.Ok));
        var changes = (await Host.Audit.List(new(500))).Items.Where(row => row.Act.StartsWith("account.stores", StringComparison.Ordinal)).Select(row => row.Act).ToList();
        Assert.All(changes.Zip(changes.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public async Task StoreAskToOptIn_AtOnce_AsksOnce()
    {
        var store = await NewStore();
        Assert.All(await AtOnce(Calls, _ => Host.Grains.Store(store).AskToOptIn(Number(1), Proof, PersonName.Unknown, "test")), asked => Assert.Equal(ConsentStatus.Pending, asked.Value!.Status));
        Assert.Single(await Host.Consent.History(store, Number(1)));
        await Eventually(() => Task.FromResult(Texts(1)), texts => texts == 1);
    }

    [Fact]
    public async Task KeywordClaim_AtOnce_HasOneHolder()
    {
        var keyword = Host.Grains.Keyword("CONTESTED");
        var claims = await AtOnce(Calls, i => keyword.Claim(new(i + 1)));
        var holder = Assert.Single(claims, c => c.Ok).Value;
        Assert.Equal(holder, await keyword.Holder());

        await AtOnce(Calls, async i =>
        {
            await keyword.Release(new(i + 1));
            return true;
        });
        Assert.Null(await keyword.Holder());
    }

    [Fact]
    public async Task BandwidthLease_AtOnce_NeverLeasesAnInstantTwice()
    {
        var bandwidth = Host.Grains.Bandwidth("another");
        var leases = await AtOnce(Calls, i => bandwidth.Lease(new($"node-{i}", 2, [new(new(1), Priority.Campaign, 100)])));
        var pieces = leases.Where(l => l.Length > TimeSpan.Zero).OrderBy(l => l.Start).ToList();
        Assert.NotEmpty(pieces);
        Assert.All(pieces.Zip(pieces.Skip(1)), pair => Assert.True(pair.First.Start + pair.First.Length <= pair.Second.Start));
    }

    [Fact]
    public async Task CampaignStart_OneNameAtOnce_IsOneCampaign()
    {
        var store = await NewStore();
        await OptIn(store, Enumerable.Range(1, 50));
        var started = await AtOnce(Calls, async _ => await Host.Grains.Store(store).StartCampaign(new(await Host.Ids.Next()), new("Sale", "Come and see.", MessageKind.Marketing, null, null)));
        var campaign = Assert.Single(started, s => s.Ok).Value!;
        Assert.All(started.Where(s => !s.Ok), s => Assert.Equal(Codes.CampaignNameTaken, s.Refusal!.Code));

        var plan = new CampaignPlan(campaign.Id, store, "Sale", campaign.Text, new(), null, null);
        Assert.All(await AtOnce(Calls, _ => Host.Grains.Campaign(campaign.Id).Start(plan)), again => Assert.Equal(campaign.Id, again.Value!.Id));
        await WhenEnded(campaign.Id);
        Assert.All(Enumerable.Range(1, 50), n => Assert.Single(Host.Carrier.MessagesTo(Number(n))));
    }

    [Fact]
    public async Task CampaignPauseResumeCancel_AtOnce_AccountsForEverybody()
    {
        var store = await NewStore();
        await OptIn(store, Enumerable.Range(1, 400));
        var campaign = await StartCampaign(store);
        var actor = Host.Grains.Store(store);
        await AtOnce(Calls, i => (i % 2) switch { 0 => actor.PauseCampaign(campaign), _ => actor.ResumeCampaign(campaign) });
        var cancelled = await AtOnce(Calls, _ => actor.CancelCampaign(campaign));

        var view = await WhenEnded(campaign);
        Assert.True(cancelled.Count(c => c.Ok) <= 1);
        Assert.Equal(view.Audience, view.ByStatus.Values.Sum());
        Assert.DoesNotContain(DeliveryStatus.Submitting, view.ByStatus.Keys);
        Assert.All(Enumerable.Range(1, 400), n => Assert.InRange(Host.Carrier.MessagesTo(Number(n)).Count, 0, 1));
    }

    [Fact]
    public async Task StoreConsentTextsAndInbound_AtOnce_AreAllApplied()
    {
        var store = await NewStore();
        var actor = Host.Grains.Store(store);
        var optIns = await AtOnce(Calls, i => actor.OptIn(Number(i), Proof, PersonName.Unknown, "test"));
        Assert.All(optIns, r => Assert.Equal(ConsentStatus.OptedIn, r.Value!.Status));
        var sent = await AtOnce(Calls, async i => await actor.Send(new(await Host.Ids.Next()), new(Number(i), $"Your car {i} is ready.", MessageKind.Informational)));
        Assert.All(sent, r => Assert.True(r.Ok, r.Refusal?.Reason));
        var inbound = await AtOnce(Calls, i => actor.Receive(new($"in-{i}", Number(i), "x", "Thanks!", DateTimeOffset.UnixEpoch)));
        Assert.All(inbound, m => Assert.Equal(Meaning.Message, m.Meaning));

        // Each gets the confirmation of the opt-in and the text, each once.
        await Eventually(() => Task.FromResult(Enumerable.Range(0, Calls).Sum(n => Host.Carrier.MessagesTo(Number(n)).Count)), count => count == 2 * Calls);
        Assert.Equal(Calls, (await Host.Inbox.List(store, new(500))).Items.Count);
        var outs = await AtOnce(Calls, i => actor.OptOut(Number(i), "test"));
        Assert.All(outs, r => Assert.Equal(ConsentStatus.OptedOut, r.Value!.Status));
    }

    [Fact]
    public async Task ImportStart_AtOnce_RunsOnce()
    {
        var store = await NewStore();
        var import = new ImportId(await Host.Ids.Next());
        await Host.Imports.Open(import, store, DateTimeOffset.UnixEpoch);
        await Host.Imports.Add(import, [.. Enumerable.Range(1, 500).Select(n => new Grains.ImportRow(n, Number(n), ConsentStatus.OptedIn, Proof, PersonName.Unknown))], []);
        await AtOnce(Calls, async _ =>
        {
            await Host.Grains.Import(import).Start(new(import, store, "test", 500, 0));
            return true;
        });
        var view = await Eventually(() => Host.Grains.Import(import).View(), v => v!.Status == ImportStatus.Completed);
        Assert.Equal(500, view!.ByOutcome["opted_in"]);
        Assert.Equal(500, (await Host.Consent.Verify(store)).Rows);
    }

    static SendText Text(StoreId store, DeliveryId delivery, string body) =>
        new(delivery, store, new(body, "+15550000001", MessageKind.Informational, new(TextEncoding.Gsm7, body.Length, 1, 1), body.Length), Priority.Single, new());
}
