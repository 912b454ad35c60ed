using Hark.Grains;

namespace Hark.Records;

/// <summary>Moves rows to delivered or undelivered. The first final receipt stands: a row that has one is found no more, so a second cannot move it back.</summary>
sealed class ReceiptWriting(RecordSession session, CountChanges counts, DateTimeOffset now)
{
    static readonly TimeSpan KeepParked = TimeSpan.FromDays(3);

    static readonly Sql FindRow = Sql.Named("Deliveries/receipt-row");
    static readonly Sql Update = Sql.Named("Deliveries/receipt");
    static readonly Sql Park = Sql.Named("Deliveries/parked-add");
    static readonly Sql Prune = Sql.Named("Deliveries/parked-prune");

    public void Write(IReadOnlyList<DeliveryReceipt> receipts)
    {
        foreach (var receipt in receipts) Write(receipt);
        session.Statement(Prune).Add(now - KeepParked).Run();
    }

    void Write(DeliveryReceipt receipt)
    {
        var row = session.Statement(FindRow).Add(receipt.CarrierReference)
            .One(r => new Row(r.Long(0), r.LongOrNull(1), (DeliveryStatus)r.Int(2), r.TextOrNull(3)));
        if (row is null)
        {
            session.Statement(Park).Add(receipt.CarrierReference).Add((long)receipt.Status).Add(receipt.Code).Add(receipt.At).Add(now).Run();
            return;
        }
        session.Statement(Update).Add(row.Id).Add((long)receipt.Status).Add(receipt.Code).Add(receipt.At).Run();
        if (row.Campaign is { } campaign) counts.Move(campaign, row.Status, row.Code, receipt.Status, receipt.Code);
    }

    sealed record Row(long Id, long? Campaign, DeliveryStatus Status, string? Code);
}
