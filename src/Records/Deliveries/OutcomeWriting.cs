using Hark.Grains;

namespace Hark.Records;

/// <summary>Writes what became of rows in submitting, applying receipts that were here first. The first outcome of a row stands.</summary>
/// <remarks>
/// ORDER MATTERS on PostgreSQL, where each of these reads locks what it finds: campaigns, parked receipts, rows, counts. All that write keep to it, so that
/// they wait for one another instead of stopping one another.
/// </remarks>
sealed class OutcomeWriting(RecordSession session, CountChanges counts, StatusCallbacks told, DateTimeOffset now)
{
    // A receipt parked before its row was made belongs to an earlier text of a carrier that uses references again. Clocks of two machines differ a little.
    internal static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    static readonly Sql FindRemainder = Sql.Named("Deliveries/outcome-remainder");
    static readonly Sql FindParked = Sql.Named("Deliveries/parked-find");
    static readonly Sql FindRow = Sql.Named("Deliveries/outcome-row");
    static readonly Sql Update = Sql.Named("Deliveries/outcome");
    static readonly Sql DropParked = Sql.Named("Deliveries/parked-drop");

    public void Write(IReadOnlyList<Outcome> outcomes)
    {
        var each = outcomes.DistinctBy(o => o.Delivery).OrderBy(o => o.Delivery.Value).ToList();
        var remainders = Remainders(each);
        var parked = Parked(each);
        var rows = session.AllOfEach(FindRow, each, (values, o) => values.Add(o.Delivery.Value), Row.Read).ToDictionary(row => row.Id);

        var written = new List<Written>(each.Count);
        var dropped = new List<string>();
        foreach (var outcome in each)
        {
            // Not submitting any more: an outcome has been written before.
            if (!rows.TryGetValue(outcome.Delivery.Value, out var row)) continue;
            var final = Final(outcome.Result, row);
            written.Add(final);
            if (row.Campaign is { } campaign) counts.Move(campaign, DeliveryStatus.Submitting, row.Code, final.Status, final.Code);
            told.Add(row.Id, row.Store, row.Campaign, row.Number, final.Status, final.Code);
        }
        session.RunEach(Update, written, Add);
        session.RunEach(DropParked, dropped, (values, reference) => values.Add(reference));

        Written Final(SendResult result, Row row)
        {
            if (Awaited(result) is { } reference && parked.TryGetValue(reference, out var receipt) && receipt.Parked >= row.Created - ClockTolerance)
            {
                parked.Remove(reference);
                dropped.Add(reference);
                return new Written(row.Id, receipt.Status, receipt.Code, result.Until, result, receipt.At);
            }
            if (result.Status == DeliveryStatus.Deferred && remainders.TryGetValue(row.Id, out var remainder))
                return new Written(row.Id, remainder, CampaignCodes.Of(remainder), null, result, now);
            return new Written(row.Id, result.Status, result.Code, result.Until, result, now);
        }
    }

    /// <summary>The reference that receipts of this outcome will name.</summary>
    internal static string? Awaited(SendResult result) => result.Status is DeliveryStatus.Submitted or DeliveryStatus.Unknown ? result.CarrierReference : null;

    /// <summary>By delivery: what a campaign that has ended counts its deferred rows as.</summary>
    Dictionary<long, DeliveryStatus> Remainders(List<Outcome> outcomes) =>
        session.AllOfEach(FindRemainder, outcomes.FindAll(o => o.Result.Status == DeliveryStatus.Deferred), (values, o) => values.Add(o.Delivery.Value),
            row => (Delivery: row.Long(0), Remainder: (DeliveryStatus?)row.LongOrNull(1)))
        .Where(r => r.Remainder is not null).ToDictionary(r => r.Delivery, r => r.Remainder!.Value);

    Dictionary<string, ParkedReceipt> Parked(List<Outcome> outcomes) =>
        session.AllOfEach(FindParked, [.. outcomes.Select(o => Awaited(o.Result)).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
            (values, reference) => values.Add(reference), ParkedReceipt.Read).ToDictionary(p => p.Reference);

    static void Add(RecordStatement values, Written row) => values.Add(row.Id)
        .Add((long)row.Status).Add(row.Code).Add(row.Until).Add(row.Result.CarrierReference)
        .Add(row.Result.Decision.At).Add(row.Result.Decision.Consent?.Value).Add(row.Result.Decision.Rule).Add(row.Result.Decision.Rules)
        .Add(row.Result.Decision.Zone).Add(row.Result.Decision.ZoneSource).Add(row.Result.Decision.Reason)
        .Add(row.At);

    sealed record Row(long Id, long? Campaign, string? Code, DateTimeOffset Created, StoreId Store, long Number)
    {
        public static Row Read(RecordStatement row) => new(row.Long(0), row.LongOrNull(1), row.TextOrNull(2), row.Time(3), new StoreId(row.Long(4)), row.Long(5));
    }

    sealed record Written(long Id, DeliveryStatus Status, string? Code, DateTimeOffset? Until, SendResult Result, DateTimeOffset At);

    sealed record ParkedReceipt(string Reference, DeliveryStatus Status, string? Code, DateTimeOffset At, DateTimeOffset Parked)
    {
        public static ParkedReceipt Read(RecordStatement row) => new(row.Text(0), (DeliveryStatus)row.Int(1), row.TextOrNull(2), row.Time(3), row.Time(4));
    }
}
