namespace Hark.Records;

/// <summary>A campaign's row as claims need it.</summary>
/// <param name="Cursor">Last number claimed.</param>
/// <param name="Frozen">Newest consent row when the audience was frozen.</param>
sealed record CampaignRecord(StoreId Store, long Text, int Parts, long Epoch, long Cursor, long Claimed, long Frozen, long Audience, DeliveryStatus? Remainder, bool Ended)
{
    public static CampaignRecord Read(RecordStatement row) => new(
        new StoreId(row.Long(0)), row.Long(1), row.Int(2), row.Long(3), row.Long(4), row.Long(5), row.Long(6), row.Long(7),
        row.IsNull(8) ? null : (DeliveryStatus)row.Int(8), !row.IsNull(9));
}

static class CampaignCodes
{
    /// <summary>The code of rows that a campaign's end has overtaken.</summary>
    public static string Of(DeliveryStatus remainder) => remainder switch
    {
        DeliveryStatus.Cancelled => Codes.CampaignCancelled,
        DeliveryStatus.Expired => Codes.CampaignExpired,
        _ => throw new ArgumentOutOfRangeException(nameof(remainder), remainder, "What is left of a campaign is cancelled or expired."),
    };
}
