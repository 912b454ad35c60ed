namespace Hark.Records;

public sealed class CampaignReader(RecordDatabase database) : ICampaignReader
{
    static readonly Sql ListRows = Sql.Named("Campaigns/list");
    static readonly Sql Store = Sql.Named("Campaigns/store-of");

    public Task<Page<CampaignRow>> List(StoreId store, PageRequest page)
    {
        var keyset = Keyset.Falling('c', page);
        return database.Read(session => keyset.Page(
            session.Statement(ListRows).Add(store.Value).Add(keyset.After).Add(keyset.Fetch).All(row => new CampaignRow(
                new CampaignId(row.Long(0)), new StoreId(row.Long(1)), row.Text(2), (CampaignStatus)row.Int(3), row.Long(4), row.Time(5), row.TimeOrNull(6))),
            row => row.Id.Value));
    }

    public Task<StoreId?> StoreOf(CampaignId campaign) => database.Read(session =>
        session.Statement(Store).Add(campaign.Value).Number() is { } store ? new StoreId(store) : (StoreId?)null);
}
