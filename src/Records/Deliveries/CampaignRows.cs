using Hark.Grains;

namespace Hark.Records;

/// <summary>Opens, counts and closes campaigns.</summary>
static class CampaignRows
{
    static readonly Sql Known = Sql.Named("Deliveries/campaign-known");
    static readonly Sql Insert = Sql.Named("Deliveries/campaign-open");
    static readonly Sql FindRow = Sql.Named("Deliveries/campaign-find");
    static readonly Sql LockRow = Sql.Named("Deliveries/campaign-lock");
    static readonly Sql FreezeRow = Sql.Named("Deliveries/campaign-freeze");
    static readonly Sql CloseRow = Sql.Named("Deliveries/campaign-close");
    static readonly Sql Deferred = Sql.Named("Deliveries/campaign-deferred");
    static readonly Sql DropDeferred = Sql.Named("Deliveries/campaign-drop-deferred");
    static readonly Sql Counts = Sql.Named("Deliveries/counts");
    static readonly Sql OptedIn = Sql.Named("Consent/opted-in");
    static readonly Sql FreezeConsent = Sql.Named("Consent/freeze");

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
        var record = Lock(session, campaign);
        // An outdated activation comes late: the audience of a campaign that has begun is what it is.
        if (record.Claimed > 0 || record.Ended) return record.Audience;
        var (audience, frozen) = Audience(session, record.Store);
        session.Statement(FreezeRow).Add(campaign.Value).Add(frozen).Add(audience).Add(now).Run();
        return audience;
    }

    /// <exception cref="FencedException"/>
    public static CampaignRecord LockUnder(RecordSession session, CampaignId campaign, long epoch)
    {
        var record = Lock(session, campaign);
        return record.Epoch == epoch ? record : throw new FencedException($"Campaign {campaign} is at epoch {record.Epoch}; this activation holds {epoch}.");
    }

    /// <summary>From here on nothing is claimed, and rows that are deferred late count as the remainder at once.</summary>
    /// <exception cref="FencedException"/>
    /// <returns>The stores that are told of it.</returns>
    public static IReadOnlyCollection<StoreId> Close(RecordSession session, CampaignId campaign, long epoch, CampaignStatus status, DeliveryStatus? remainder, DateTimeOffset now)
    {
        var record = LockUnder(session, campaign, epoch);
        if (record.Ended) return [];
        session.Statement(CloseRow).Add(campaign.Value).Add((long)status).Add((long?)remainder).Add(now).Run();
        return CampaignCallbacks.Add(session, record.Store, campaign, status, () => Count(session, campaign), remainder, now);
    }

    /// <summary>Deferred rows of a campaign that has ended become its remainder, at most so many.</summary>
    /// <returns>How many did, and the stores that are told of it.</returns>
    /// <exception cref="FencedException"/>
    public static (int Dropped, IReadOnlyCollection<StoreId> Told) DropSomeDeferred(RecordSession session, CampaignId campaign, long epoch, int most, DateTimeOffset now)
    {
        var record = LockUnder(session, campaign, epoch);
        if (record.Remainder is not { } remainder) return (0, []);
        var code = CampaignCodes.Of(remainder);
        var rows = session.Statement(Deferred).Add(campaign.Value).Add(long.MaxValue).Add(most).All(r => (Id: r.Long(0), Number: r.Long(1), Code: r.TextOrNull(3)));
        session.RunEach(DropDeferred, rows, (values, row) => values.Add(row.Id).Add((long)remainder).Add(code).Add(now));
        var changes = new CountChanges(session);
        foreach (var (from, count) in rows.CountBy(row => row.Code ?? "")) changes.Move(campaign.Value, DeliveryStatus.Deferred, from, remainder, code, count);
        changes.Write();
        var told = new StatusCallbacks(session, now);
        foreach (var row in rows) told.Add(row.Id, record.Store, campaign.Value, row.Number, remainder, code);
        return (rows.Count, told.Write());
    }

    public static CampaignCounts Count(RecordSession session, CampaignId campaign)
    {
        var record = Find(session, FindRow, campaign);
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

    static CampaignRecord Lock(RecordSession session, CampaignId campaign) => Find(session, LockRow, campaign);

    static CampaignRecord Find(RecordSession session, Sql sql, CampaignId campaign) =>
        session.Statement(sql).Add(campaign.Value).One(CampaignRecord.Read) ?? throw Missing(campaign);

    /// <summary>ORDER MATTERS: freezing holds back consents of the store until this transaction ends, so the count that follows is of the same instant.</summary>
    static (long Audience, long Frozen) Audience(RecordSession session, StoreId store)
    {
        var frozen = session.Statement(FreezeConsent).Add(store.Value).Number() ?? 0;
        return (session.Statement(OptedIn).Add(store.Value).Number() ?? 0, frozen);
    }

    static List<(DeliveryStatus Status, string Code, long Count)> ReadCounts(RecordSession session, CampaignId campaign) =>
        session.Statement(Counts).Add(campaign.Value).All(r => ((DeliveryStatus)r.Int(0), r.Text(1), r.Long(2)));
}
