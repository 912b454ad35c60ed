using Hark.Grains;

namespace Hark.Records;

/// <summary>Moves rows to delivered or undelivered. The first final receipt stands: a row that has one is found no more, so a second cannot move it back.</summary>
sealed class ReceiptWriting(RecordSession session, CountChanges counts, StatusCallbacks told)
{
    static readonly TimeSpan KeepParked = TimeSpan.FromDays(3);

    static readonly Sql FindRow = Sql.Named("Deliveries/receipt-row");
    static readonly Sql Update = Sql.Named("Deliveries/receipt");
    static readonly Sql Park = Sql.Named("Deliveries/parked-add");
    static readonly Sql Prune = Sql.Named("Deliveries/parked-prune");

    /// <summary>Parks those that no row awaits.</summary>
    public void Write(IReadOnlyList<DeliveryReceipt> receipts, DateTimeOffset now)
    {
        var early = Settle([.. receipts.DistinctBy(r => r.CarrierReference).OrderBy(r => r.CarrierReference, StringComparer.Ordinal)]);
        session.RunEach(Park, early, (values, r) => values.Add(r.CarrierReference).Add((long)r.Status).Add(r.Code).Add(r.At).Add(now).Add(r.Handset?.Digits));
        session.Statement(Prune).Add(now - KeepParked).Run();
    }

    /// <param name="receipts">Each of another reference.</param>
    /// <returns>Those that no row awaits.</returns>
    public List<DeliveryReceipt> Settle(List<DeliveryReceipt> receipts)
    {
        var rows = session.AllOfEach(FindRow, receipts, (values, r) => values.Add(r.CarrierReference), Row.Read).ToDictionary(row => row.Reference);
        var settled = receipts.FindAll(r => rows.ContainsKey(r.CarrierReference));
        session.RunEach(Update, settled, (values, r) => values.Add(rows[r.CarrierReference].Id).Add((long)r.Status).Add(r.Code).Add(r.At));
        foreach (var receipt in settled)
        {
            var row = rows[receipt.CarrierReference];
            if (row.Campaign is { } campaign) counts.Move(campaign, row.Status, row.Code, receipt.Status, receipt.Code);
            told.Add(row.Id, row.Store, row.Campaign, row.Number, receipt.Status, receipt.Code);
        }
        return receipts.FindAll(r => !rows.ContainsKey(r.CarrierReference));
    }

    sealed record Row(string Reference, long Id, long? Campaign, DeliveryStatus Status, string? Code, StoreId Store, long Number)
    {
        public static Row Read(RecordStatement row) => new(row.Text(0), row.Long(1), row.LongOrNull(2), (DeliveryStatus)row.Int(3), row.TextOrNull(4), new StoreId(row.Long(5)), row.Long(6));
    }
}
