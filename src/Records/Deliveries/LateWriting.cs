using Hark.Grains;

namespace Hark.Records;

/// <summary>Settles rows in unknown: their answer was late, or only their receipt tells.</summary>
/// <remarks>ORDER MATTERS on PostgreSQL; see <see cref="OutcomeWriting"/>.</remarks>
sealed class LateWriting(RecordSession session, CountChanges counts, StatusCallbacks told)
{
    /// <summary>By then the outcome of the text that a receipt belongs to has been written, if it was not lost.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>Carriers keep trying for a few days.</summary>
    static readonly TimeSpan OldestText = TimeSpan.FromDays(7);

    static readonly Sql FindParked = Sql.Named("Deliveries/parked-find");
    static readonly Sql FindRow = Sql.Named("Deliveries/unknown-row");
    static readonly Sql Update = Sql.Named("Deliveries/unknown-learn");
    static readonly Sql FindGuesses = Sql.Named("Deliveries/unknown-guess");
    static readonly Sql Name = Sql.Named("Deliveries/unknown-name");
    static readonly Sql DropParked = Sql.Named("Deliveries/parked-drop");

    public void Learn(DeliveryId delivery, string reference, DateTimeOffset now)
    {
        var parked = session.AllOfEach(FindParked, [reference], (values, r) => values.Add(r), Parked.Read);
        if (session.Statement(FindRow).Add(delivery.Value).One(Row.Read) is not { } row) return;
        session.Statement(Update).Add(delivery.Value).Add(reference).Add(now).Run();
        if (row.Campaign is { } campaign) counts.Move(campaign, DeliveryStatus.Unknown, row.Code, DeliveryStatus.Submitted, null);
        told.Add(delivery.Value, row.Store, row.Campaign, row.Number, DeliveryStatus.Submitted, null);
        Settle([.. parked.Where(p => p.Since >= row.Created - OutcomeWriting.ClockTolerance).Select(p => p.Receipt)]);
    }

    /// <summary>Gives parked receipts to the only unknown text to their handset.</summary>
    public void Guess(DateTimeOffset now)
    {
        var guesses = session.Statement(FindGuesses).Add(now - Grace).Add((long)OldestText.TotalMilliseconds).All(row => (Parked: Parked.Read(row), Delivery: row.Long(5)));
        if (guesses.Count == 0) return;
        session.RunEach(Name, guesses, (values, g) => values.Add(g.Delivery).Add(g.Parked.Receipt.CarrierReference));
        Settle([.. guesses.Select(g => g.Parked.Receipt)]);
    }

    void Settle(List<DeliveryReceipt> receipts)
    {
        // On PostgreSQL another process may have named the text meanwhile: its receipt stays.
        var left = new ReceiptWriting(session, counts, told).Settle(receipts);
        session.RunEach(DropParked, [.. receipts.Except(left)], (values, r) => values.Add(r.CarrierReference));
    }

    sealed record Row(long? Campaign, string? Code, StoreId Store, long Number, DateTimeOffset Created)
    {
        public static Row Read(RecordStatement row) => new(row.LongOrNull(0), row.TextOrNull(1), new StoreId(row.Long(2)), row.Long(3), row.Time(4));
    }

    sealed record Parked(DeliveryReceipt Receipt, DateTimeOffset Since)
    {
        public static Parked Read(RecordStatement row) => new(new(row.Text(0), (DeliveryStatus)row.Int(1), row.TextOrNull(2), row.Time(3)), row.Time(4));
    }
}
