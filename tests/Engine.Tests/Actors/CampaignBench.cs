using Hark.Grains;
using Hark.Records;
using Hark.Testing;

namespace Hark.Engine.Tests;

/// <summary>One campaign on records of its own; the test plays its host and its Subscribers.</summary>
sealed class CampaignBench : IAsyncDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("hark-actor-").FullName;

    public CampaignBench()
    {
        Records = SqliteRecords.Open(new StorageOptions { Path = _folder }, Time);
        Pacer = new("test", () => new OpenPool(), () => 1, new BandwidthOptions(), Time);
        var subscribers = new StubGrains { Subscribers = _ => Subscriber };
        Campaign = new(new CampaignId(900), new MemoryState<CampaignState>(), Wakeups, new(subscribers, Records.Ledger, Records.Roster, OnePool.Of(Pacer), Carrier, Time));
    }

    public ManualTime Time { get; } = new();
    public SqliteRecords Records { get; }
    public SendPacer Pacer { get; }
    public FakeCarrier Carrier { get; } = new();
    public RecordingWakeups Wakeups { get; } = new();

    /// <summary>Answers for every number.</summary>
    public StubSubscriber Subscriber { get; } = new();
    public Campaign Campaign { get; }

    /// <summary>The campaign's texts to these people are on their way.</summary>
    public async Task Start(int people)
    {
        for (var n = 1; n <= people; n++)
            await Records.ConsentLog.Append(new(Sample.Store, SampleNumbers.Us(n), ConsentStatus.OptedIn, ConsentMethod.Api, Sample.Proof(Time.GetUtcNow()), null, PersonName.Unknown, "test", Time.GetUtcNow()));
        Assert.True((await Campaign.Start(new(new CampaignId(900), Sample.Store, "Sale", Sample.Text(), new SendOptions(), null, null))).Ok);
        await Campaign.Wake();
    }

    /// <summary>A store on the same records and pool.</summary>
    public Store Store(string keyword)
    {
        var state = new MemoryState<StoreState>();
        state.Write(new(new AccountId(1), "Main Street Motors", null, keyword, "+15550000001", "America/Chicago", false, DuplicateGuard: true, "help@example.com", Time.GetUtcNow()));
        Subscriber.Checks = _ => new(DeliveryStatus.Submitting, new(Time.GetUtcNow(), null, null, "test", null, null, null));
        return new(Sample.Store, state, Wakeups, new(new StubGrains { Subscribers = _ => Subscriber }, Records.Ledger, Records.Roster, Records.Inbox, Records.Directory, Records.Audit, Records.Ids,
            OnePool.Of(Pacer), Carrier, new QuietHoursRule(new QuietHours(QuietHoursTable.Load()), new PolicyOptions()), new StoreOptions(), new ShortCodeOptions().ToShortCodes(), Time));
    }

    public async Task<int> Count(DeliveryStatus status) => (await Records.Deliveries.List(Sample.Store, new(Status: status), new(500))).Items.Count;

    public async ValueTask DisposeAsync()
    {
        await Pacer.DisposeAsync();
        await Records.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>A Subscriber whose answers the test gives.</summary>
sealed class StubSubscriber : ISubscriber
{
    public Func<SendText, Task<SendResult>> Sends { get; set; } = _ => throw new NotSupportedException();
    public Func<SendText, SendResult> Checks { get; set; } = _ => throw new NotSupportedException();
    public Func<DeliveryId, SendResult?> Recalls { get; set; } = _ => null;

    public Task<SendResult> Send(SendText request) => Sends(request);
    public Task<SendResult?> Recall(DeliveryId delivery) => Task.FromResult(Recalls(delivery));
    public Task<SendResult> Check(SendText request) => Task.FromResult(Checks(request));
    public Task<Result<ConsentResult>> OptIn(OptIn request) => throw new NotSupportedException();
    public Task<ConsentResult> OptOut(OptOut request) => throw new NotSupportedException();
    public Task<InboundMeaning> Receive(InboundToStore text) => throw new NotSupportedException();
    public Task NoteStop(DateTimeOffset at) => throw new NotSupportedException();
    public Task Block(string? reason) => throw new NotSupportedException();
    public Task<SubscriberView> View(StoreId store) => throw new NotSupportedException();
    public Task<IReadOnlyList<StoreStanding>> Standings() => throw new NotSupportedException();
}
