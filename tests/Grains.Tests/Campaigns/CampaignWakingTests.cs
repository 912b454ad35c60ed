using Hark.Testing;

namespace Hark.Grains.Tests;

public sealed class CampaignWakingTests
{
    static readonly DateTimeOffset Start = new(2026, 11, 18, 17, 0, 0, TimeSpan.Zero);
    static readonly CampaignPlan Plan = new(new(900), Sample.Store, "Autumn sale", Sample.Text(MessageKind.Marketing), new SendOptions(), null, null);

    public static TheoryData<int> Instants => [.. Enumerable.Range(0, 30)];

    [Theory]
    [MemberData(nameof(Instants))]
    public async Task DeferredTextThatComesDueDuringATurn_IsAskedForOrWokenFor(int dueAfter)
    {
        // A millisecond passes whenever somebody looks at the clock: for some of these instants the text comes due between two looks.
        var due = Start.AddMilliseconds(dueAfter);
        var (ledger, wakeups, state, time) = (new OneDeferred(due), new RecordingWakeups(), new MemoryState<CampaignState>(), new PassingTime());
        await state.Write(new(Plan, CampaignStatus.Running, Audience: 1, Start, Start, null));
        await using var pacer = new SendPacer("node", () => new OpenPool(), () => 1, new BandwidthOptions(), TimeProvider.System);
        var campaign = new Campaign(Plan.Id, state, wakeups, new(new StubGrains(), ledger, null!, OnePool.Of(pacer), new FakeCarrier(), time));
        await campaign.Wake();

        var (asked, woken) = (ledger.Claims, wakeups.SoonCalls);
        await campaign.Wake();

        Assert.True(ledger.Claims > asked || wakeups.SoonCalls > woken, "Nobody will ever go on with it.");
        await campaign.Rest();
    }

    sealed class PassingTime : TimeProvider
    {
        int _looks;

        public override DateTimeOffset GetUtcNow() => Start.AddMilliseconds(_looks++);
    }

    /// <summary>All but one text have their outcome; that one is deferred and is never given out.</summary>
    sealed class OneDeferred(DateTimeOffset due) : IDeliveryLedger
    {
        public int Claims { get; private set; }

        public Task<CampaignClaim> Advance(CampaignStep step)
        {
            if (step.Claim > 0) Claims++;
            return Task.FromResult(new CampaignClaim([], due));
        }

        public Task<long> TakeOver(CampaignId campaign) => Task.FromResult(1L);
        public Task<CampaignCounts> Count(CampaignId campaign) => Task.FromResult(new CampaignCounts(1, new Dictionary<DeliveryStatus, long>(), new Dictionary<string, long>()));

        public Task Queue(QueuedText text) => throw new NotSupportedException();
        public Task<IReadOnlyList<QueuedText>> ClaimQueued(StoreId store, long epoch, Priority priority, int most, DateTimeOffset now) => throw new NotSupportedException();
        public Task<DateTimeOffset?> NextQueued(StoreId store, long epoch, Priority priority) => throw new NotSupportedException();
        public Task Record(IReadOnlyList<Outcome> outcomes) => throw new NotSupportedException();
        public Task Learn(DeliveryId delivery, string carrierReference) => throw new NotSupportedException();
        public Task Settle(IReadOnlyList<DeliveryReceipt> receipts) => throw new NotSupportedException();
        public Task<long?> OpenCampaign(CampaignPlan plan, DateTimeOffset now) => throw new NotSupportedException();
        public Task<long> FreezeAudience(CampaignId campaign, DateTimeOffset now) => throw new NotSupportedException();
        public Task CloseCampaign(CampaignId campaign, long epoch, CampaignStatus status, DeliveryStatus? remainder, DateTimeOffset now) => throw new NotSupportedException();
        public Task MarkCampaign(CampaignId campaign, CampaignStatus status, DateTimeOffset now) => throw new NotSupportedException();
    }
}
