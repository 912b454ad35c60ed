using System.Collections.Concurrent;
using Hark.Grains;
using Hark.Records;

namespace Hark.Engine.Tests;

/// <summary>The ledger as a process that may die calls it.</summary>
sealed class MortalLedger(IDeliveryLedger ledger, MortalProcess process) : IDeliveryLedger
{
    public Task Queue(QueuedText text) => process.Call(Port.Queue, () => ledger.Queue(text));

    public Task<IReadOnlyList<QueuedText>> ClaimQueued(StoreId store, long epoch, Priority priority, int most, DateTimeOffset now) =>
        process.Call(Port.ClaimQueued, () => ledger.ClaimQueued(store, epoch, priority, most, now));

    public Task<DateTimeOffset?> NextQueued(StoreId store, long epoch, Priority priority) => ledger.NextQueued(store, epoch, priority);
    public Task Record(IReadOnlyList<Outcome> outcomes) => process.Call(Port.Record, () => ledger.Record(outcomes));
    public Task Learn(DeliveryId delivery, string carrierReference) => ledger.Learn(delivery, carrierReference);
    public Task Settle(IReadOnlyList<DeliveryReceipt> receipts) => ledger.Settle(receipts);
    public Task<long?> OpenCampaign(CampaignPlan plan, DateTimeOffset now) => process.Call(Port.OpenCampaign, () => ledger.OpenCampaign(plan, now));
    public Task<long> FreezeAudience(CampaignId campaign, DateTimeOffset now) => process.Call(Port.FreezeAudience, () => ledger.FreezeAudience(campaign, now));
    public Task<long> TakeOver(CampaignId campaign) => process.Call(Port.TakeOver, () => ledger.TakeOver(campaign));

    /// <summary>Counts as a claim, as a writing of outcomes, or as both.</summary>
    public Task<CampaignClaim> Advance(CampaignStep step)
    {
        Func<Task<CampaignClaim>> advance = () => ledger.Advance(step);
        if (step.Outcomes.Count > 0)
        {
            var inner = advance;
            advance = () => process.Call(Port.WriteOutcomes, inner);
        }
        return step.Claim > 0 ? process.Call(Port.Claim, advance) : advance();
    }

    public Task CloseCampaign(CampaignId campaign, long epoch, CampaignStatus status, DeliveryStatus? remainder, DateTimeOffset now) =>
        process.Call(Port.CloseCampaign, () => ledger.CloseCampaign(campaign, epoch, status, remainder, now));

    public Task MarkCampaign(CampaignId campaign, CampaignStatus status, DateTimeOffset now) => process.Call(Port.MarkCampaign, () => ledger.MarkCampaign(campaign, status, now));
    public Task<CampaignCounts> Count(CampaignId campaign) => ledger.Count(campaign);
}

sealed class MortalStates(SqliteDatabase database, MortalProcess process) : SqliteStateStore(database)
{
    public override Task Save(string kind, StateKey key, byte[] data) => PortOf(kind) is { } port ? process.Call(port, () => base.Save(kind, key, data)) : base.Save(kind, key, data);
    public override Task SetWakeup(string kind, string key, DateTimeOffset due) => process.Call(Port.Wakeup, () => base.SetWakeup(kind, key, due));

    static Port? PortOf(string kind) => kind switch
    {
        "campaign" => Port.CampaignState,
        "store" => Port.StoreState,
        "subscriber" => Port.SubscriberState,
        _ => null,
    };
}

/// <summary>A carrier outside the process: it keeps what it took, whoever dies.</summary>
sealed class OutsideCarrier
{
    readonly ConcurrentDictionary<PhoneNumber, int> _taken = new();

    public IReadOnlyDictionary<PhoneNumber, int> Taken => _taken;

    public ICarrier LinkOf(MortalProcess process) => new Link(this, process);

    sealed class Link(OutsideCarrier carrier, MortalProcess process) : ICarrier
    {
        public Task<SubmitResult> Submit(CarrierText text) => process.Call(Port.Submit, () =>
        {
            carrier._taken.AddOrUpdate(text.To, 1, (_, count) => count + 1);
            return Task.FromResult(new SubmitResult(SubmitStatus.Accepted, $"ref-{text.Reference}"));
        });
    }
}
