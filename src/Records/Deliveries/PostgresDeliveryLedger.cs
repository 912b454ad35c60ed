using Hark.Grains;

namespace Hark.Records;

/// <summary>The delivery ledger on PostgreSQL, where a receipt and the outcome that names its reference may be written at the same instant by two processes.</summary>
/// <remarks>
/// Neither transaction sees the other's row then. Both look once more after their commit, so whoever commits last finds both. A process that dies between the
/// two leaves it to <see cref="SettleParked"/>.
/// </remarks>
public sealed class PostgresDeliveryLedger(PostgresDatabase database, CallbackNews news, TimeProvider time) : DeliveryLedger(database, news, time)
{
    const int Piece = 1_000;

    static readonly Sql All = Sql.Named("Postgres/parked-all");
    static readonly Sql Awaited = Sql.Named("Postgres/parked-awaited");
    static readonly Sql Match = Sql.Named("Postgres/parked-match");
    static readonly Sql DropParked = Sql.Named("Deliveries/parked-drop");

    readonly CallbackNews _news = news;
    readonly TimeProvider _time = time;

    public override async Task Record(IReadOnlyList<Outcome> outcomes)
    {
        await base.Record(outcomes);
        await LookAgain(References(outcomes));
    }

    public override async Task<CampaignClaim> Advance(CampaignStep step)
    {
        var claim = await base.Advance(step);
        await LookAgain(References(step.Outcomes));
        return claim;
    }

    public override async Task Learn(DeliveryId delivery, string carrierReference)
    {
        await base.Learn(delivery, carrierReference);
        await LookAgain([carrierReference]);
    }

    public override async Task Settle(IReadOnlyList<DeliveryReceipt> receipts)
    {
        await base.Settle(receipts);
        await LookAgain([.. receipts.Select(r => r.CarrierReference).Distinct()]);
    }

    /// <summary>Matches all parked receipts with rows that await them; called when the records are opened.</summary>
    public async Task SettleParked()
    {
        var parked = await database.Read(session => session.Statement(All).All(row => row.Text(0)), atomic: false);
        foreach (var piece in parked.Chunk(Piece)) await LookAgain(piece);
    }

    async Task LookAgain(IReadOnlyList<string> references)
    {
        // Nearly always nothing is found, and a look is cheaper than a transaction.
        if (references.Count == 0 || (await database.Read(session => Find(session, Awaited, references), atomic: false)).Count == 0) return;
        _news.Tell(await database.Write(session =>
        {
            var receipts = Find(session, Match, references);
            var (counts, told) = (new CountChanges(session), new StatusCallbacks(session, _time.GetUtcNow()));
            new ReceiptWriting(session, counts, told).Settle(receipts);
            session.RunEach(DropParked, receipts, (values, r) => values.Add(r.CarrierReference));
            counts.Write();
            return told.Write();
        }));
    }

    static List<DeliveryReceipt> Find(RecordSession session, Sql sql, IReadOnlyList<string> references) =>
        session.AllOfEach(sql, references, (values, reference) => values.Add(reference).Add((long)OutcomeWriting.ClockTolerance.TotalMilliseconds),
            row => new DeliveryReceipt(row.Text(0), (DeliveryStatus)row.Int(1), row.TextOrNull(2), row.Time(3)));

    static List<string> References(IReadOnlyList<Outcome> outcomes) =>
        [.. outcomes.Select(o => OutcomeWriting.Awaited(o.Result)).OfType<string>().Distinct()];
}
