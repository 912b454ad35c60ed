namespace Hark.Records;

/// <summary>Reads the ledger: by number, by campaign, or all of a store, each on the index made for it.</summary>
public sealed class DeliveryReader(RecordDatabase database) : IDeliveryReader
{
    static readonly Sql FindRow = Sql.Named("Deliveries/find");
    static readonly Sql OfStore = Sql.Named("Deliveries/list");
    static readonly Sql OfCampaign = Sql.Named("Deliveries/list-campaign");
    static readonly Sql OfNumber = Sql.Named("Deliveries/list-number");

    public Task<DeliveryRow?> Find(DeliveryId delivery) => database.Read(session => session.Statement(FindRow).Add(delivery.Value).One(Read));

    public Task<Page<DeliveryRow>> List(StoreId store, DeliveryFilter filter, PageRequest page)
    {
        var keyset = Keyset.Falling('d', page);
        return database.Read(session =>
        {
            RecordStatement Rows(Sql sql) => session.Statement(sql).Add(store.Value).Add(keyset.After).Add((long?)filter.Status).Add(keyset.Fetch);
            var statement = filter switch
            {
                { Number: { } number } => Rows(OfNumber).Add(number.Digits).Add(filter.Campaign?.Value),
                { Campaign: { } campaign } => Rows(OfCampaign).Add(campaign.Value),
                _ => Rows(OfStore),
            };
            return keyset.Page(statement.All(Read), row => row.Id.Value);
        });
    }

    static DeliveryRow Read(RecordStatement row) => new(
        new DeliveryId(row.Long(0)), new StoreId(row.Long(1)), row.LongOrNull(2) is { } campaign ? new CampaignId(campaign) : null, new PhoneNumber(row.Long(3)),
        Text: row.Text(4), Kind: (MessageKind)row.Int(5), Priority: (Priority)row.Int(6), Reply: (AutoReplyKind?)row.LongOrNull(7),
        Status: (DeliveryStatus)row.Int(8), Code: row.TextOrNull(9), Parts: row.Int(10), Until: row.TimeOrNull(11), CarrierReference: row.TextOrNull(12),
        Decision: ReadDecision(row), CreatedAt: row.Time(20), UpdatedAt: row.Time(21), Picture: PictureRows.Read(row, 22));

    static Decision? ReadDecision(RecordStatement row) => row.TimeOrNull(13) is { } at
        ? new Decision(at, row.LongOrNull(14) is { } consent ? new ConsentId(consent) : null, Rule: row.TextOrNull(15), Rules: row.Text(16),
            Zone: row.TextOrNull(17), ZoneSource: row.TextOrNull(18), Reason: row.TextOrNull(19))
        : null;
}
