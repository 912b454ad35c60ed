using Hark.Grains;

namespace Hark.Records;

/// <summary>Writes what became of rows in submitting, applying receipts that were here first.</summary>
sealed class OutcomeWriting(RecordSession session, CountChanges counts, DateTimeOffset now)
{
    // A receipt parked before its row was made belongs to an earlier text of a carrier that uses references again. Clocks of two machines differ a little.
    static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    static readonly Sql FindRow = Sql.Named("Deliveries/outcome-row");
    static readonly Sql FindCampaign = Sql.Named("Deliveries/campaign-find");
    static readonly Sql Update = Sql.Named("Deliveries/outcome");
    static readonly Sql FindParked = Sql.Named("Deliveries/parked-find");
    static readonly Sql DropParked = Sql.Named("Deliveries/parked-drop");

    public void Write(IReadOnlyList<Outcome> outcomes)
    {
        foreach (var outcome in outcomes) Write(outcome);
    }

    void Write(Outcome outcome)
    {
        var row = session.Statement(FindRow).Add(outcome.Delivery.Value)
            .One(r => new Row(r.LongOrNull(0), (DeliveryStatus)r.Int(1), r.TextOrNull(2), r.Time(3)));
        // Not submitting any more: this outcome has been written before.
        if (row is not { Status: DeliveryStatus.Submitting }) return;

        var result = outcome.Result;
        var (status, code, until, at) = (result.Status, result.Code, result.Until, now);
        if (result.CarrierReference is { } reference && (status is DeliveryStatus.Submitted or DeliveryStatus.Unknown))
            ApplyParked(reference, row.Created, ref status, ref code, ref at);
        if (status == DeliveryStatus.Deferred && row.Campaign is { } campaign && RemainderOf(campaign) is { } remainder)
            (status, code, until) = (remainder, CampaignCodes.Of(remainder), null);

        var decision = result.Decision;
        session.Statement(Update).Add(outcome.Delivery.Value)
            .Add((long)status).Add(code).Add(until).Add(result.CarrierReference)
            .Add(decision.At).Add(decision.Consent?.Value).Add(decision.Rule).Add(decision.Rules).Add(decision.Zone).Add(decision.ZoneSource).Add(decision.Reason)
            .Add(at).Run();
        if (row.Campaign is { } counted) counts.Move(counted, row.Status, row.Code, status, code);
    }

    void ApplyParked(string reference, DateTimeOffset created, ref DeliveryStatus status, ref string? code, ref DateTimeOffset at)
    {
        var parked = session.Statement(FindParked).Add(reference).Add(created - ClockTolerance)
            .One(r => new Parked((DeliveryStatus)r.Int(0), r.TextOrNull(1), r.Time(2)));
        if (parked is null) return;
        (status, code, at) = parked;
        session.Statement(DropParked).Add(reference).Run();
    }

    /// <summary>What a campaign that has ended counts its deferred rows as; null while it runs.</summary>
    DeliveryStatus? RemainderOf(long campaign) =>
        session.Statement(FindCampaign).Add(campaign).One(CampaignRecord.Read) is { Ended: true, Remainder: { } remainder } ? remainder : null;

    sealed record Row(long? Campaign, DeliveryStatus Status, string? Code, DateTimeOffset Created);

    sealed record Parked(DeliveryStatus Status, string? Code, DateTimeOffset At);
}
