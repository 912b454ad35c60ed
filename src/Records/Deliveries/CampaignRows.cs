using Hark.Grains;

namespace Hark.Records;

/// <summary>Opens, counts and closes campaigns.</summary>
static class CampaignRows
{
    static readonly Sql Known = Sql.Named("Deliveries/campaign-known");
    static readonly Sql Insert = Sql.Named("Deliveries/campaign-open");
    static readonly Sql FindRow = Sql.Named("Deliveries/campaign-find");
    static readonly Sql FreezeRow = Sql.Named("Deliveries/campaign-freeze");
    static readonly Sql CloseRow = Sql.Named("Deliveries/campaign-close");
    static readonly Sql DropDeferred = Sql.Named("Deliveries/campaign-drop-deferred");
    static readonly Sql Counts = Sql.Named("Deliveries/counts");
    static readonly Sql OptedIn = Sql.Named("Consent/opted-in");
    static readonly Sql NewestConsent = Sql.Named("Consent/newest");

    public static long? Open(RecordSession session, CampaignPlan plan, DateTimeOffset now)
    {
        var known = session.Statement(Known).Add(plan.Id.Value).Add(plan.Store.Value).Add(plan.Name).One(r => new { Id = r.Long(0), Audience = r.Long(1) });
        if (known is not null) return known.Id == plan.Id.Value ? known.Audience : null;

        var (audience, frozen) = Audience(session, plan.Store);
        var text = TextRows.Add(session, plan.Text, plan.Options);
        var scheduled = plan.StartAt > now;
        session.Statement(Insert).Add(plan.Id.Value).Add(plan.Store.Value).Add(plan.Name)
            .Add((long)(scheduled ? CampaignStatus.Scheduled : CampaignStatus.Running)).Add(text).Add(plan.Text.Parts)
            .Add(frozen).Add(audience).Add(now).Add(scheduled ? null : now.ToUnixTimeMilliseconds()).Run();
        return audience;
    }

    public static long Freeze(RecordSession session, CampaignId campaign, DateTimeOffset now)
    {
        var (audience, frozen) = Audience(session, Find(session, campaign).Store);
        session.Statement(FreezeRow).Add(campaign.Value).Add(frozen).Add(audience).Add(now).Run();
        return audience;
    }

    public static CampaignRecord Find(RecordSession session, CampaignId campaign) =>
        session.Statement(FindRow).Add(campaign.Value).One(CampaignRecord.Read) ?? throw Missing(campaign);

    /// <exception cref="FencedException"/>
    public static CampaignRecord FindUnder(RecordSession session, CampaignId campaign, long epoch)
    {
        var record = Find(session, campaign);
        return record.Epoch == epoch ? record : throw new FencedException($"Campaign {campaign} is at epoch {record.Epoch}; this activation holds {epoch}.");
    }

    public static void Close(RecordSession session, CampaignId campaign, long epoch, CampaignStatus status, DeliveryStatus? remainder, DateTimeOffset now)
    {
        if (FindUnder(session, campaign, epoch).Ended) return;
        session.Statement(CloseRow).Add(campaign.Value).Add((long)status).Add((long?)remainder).Add(now).Run();
        if (remainder is not { } final) return;
        var code = CampaignCodes.Of(final);
        var changes = new CountChanges(session);
        foreach (var (from, fromCode, count) in ReadCounts(session, campaign))
            if (from == DeliveryStatus.Deferred) changes.Move(campaign.Value, from, fromCode, final, code, count);
        session.Statement(DropDeferred).Add(campaign.Value).Add((long)final).Add(code).Add(now).Run();
        changes.Write();
    }

    public static CampaignCounts Count(RecordSession session, CampaignId campaign)
    {
        var record = Find(session, campaign);
        var byStatus = new Dictionary<DeliveryStatus, long>();
        var byCode = new Dictionary<string, long>();
        foreach (var (status, code, count) in ReadCounts(session, campaign))
        {
            byStatus[status] = byStatus.GetValueOrDefault(status) + count;
            // What the campaign's end has overtaken was neither refused nor held.
            if (code.Length > 0 && status is not (DeliveryStatus.Cancelled or DeliveryStatus.Expired)) byCode[code] = byCode.GetValueOrDefault(code) + count;
        }
        var unclaimed = record.Audience - record.Claimed;
        var countedAs = record.Remainder ?? DeliveryStatus.Queued;
        if (unclaimed > 0) byStatus[countedAs] = byStatus.GetValueOrDefault(countedAs) + unclaimed;
        return new CampaignCounts(record.Audience, byStatus, byCode);
    }

    public static InvalidOperationException Missing(CampaignId campaign) => new($"There is no campaign {campaign}.");

    /// <summary>The writer is alone in its transaction, so the count and the newest consent row are of one instant.</summary>
    static (long Audience, long Frozen) Audience(RecordSession session, StoreId store) =>
        (session.Statement(OptedIn).Add(store.Value).Number() ?? 0, session.Statement(NewestConsent).Number() ?? 0);

    static List<(DeliveryStatus Status, string Code, long Count)> ReadCounts(RecordSession session, CampaignId campaign) =>
        session.Statement(Counts).Add(campaign.Value).All(r => ((DeliveryStatus)r.Int(0), r.Text(1), r.Long(2)));
}
