using Hark.Grains;

namespace Hark.Records;

/// <summary>Tells of a campaign's end.</summary>
static class CampaignCallbacks
{
    static readonly Sql Campaign = Sql.Named("Callbacks/campaign");

    /// <param name="remainder">What its deferred numbers are about to become.</param>
    /// <returns>The stores that have something new.</returns>
    public static IReadOnlyCollection<StoreId> Add(RecordSession session, StoreId store, CampaignId id, CampaignStatus status, Func<CampaignCounts> count, DeliveryStatus? remainder, DateTimeOffset now)
    {
        if (CallbackWriting.Wanted(session, [store], CallbackEventType.CampaignEnded).Count == 0) return [];
        var campaign = session.Statement(Campaign).Add(id.Value).One(row => new { Name = row.Text(0), Created = row.Time(1) })!;
        var facts = CampaignEndedFacts.Of(id, store, campaign.Name, status, AtItsEnd(count(), remainder), campaign.Created, now);
        return CallbackWriting.Add(session, [new NewEvent(store, null, CallbackEventType.CampaignEnded, CallbackJson.Write(facts), now)]);
    }

    static CampaignCounts AtItsEnd(CampaignCounts counts, DeliveryStatus? remainder)
    {
        if (remainder is not { } left || !counts.ByStatus.TryGetValue(DeliveryStatus.Deferred, out var deferred)) return counts;
        var byStatus = counts.ByStatus.Where(c => c.Key != DeliveryStatus.Deferred).ToDictionary();
        byStatus[left] = byStatus.GetValueOrDefault(left) + deferred;
        return counts with { ByStatus = byStatus };
    }
}
