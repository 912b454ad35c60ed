using Hark.Grains;

namespace Hark.Records;

/// <summary>Claims the next rows of a campaign: those of an activation that is gone, deferred ones that are due, then new numbers.</summary>
sealed class CampaignClaiming(RecordSession session, CountChanges counts, CampaignStep step, CampaignRecord campaign)
{
    static readonly Sql Left = Sql.Named("Deliveries/campaign-left");
    static readonly Sql Deferred = Sql.Named("Deliveries/campaign-deferred");
    static readonly Sql NextDeferred = Sql.Named("Deliveries/campaign-next-deferred");
    static readonly Sql Audience = Sql.Named("Deliveries/campaign-audience");
    static readonly Sql Reclaim = Sql.Named("Deliveries/claim");
    static readonly Sql ClaimNew = Sql.Named("Deliveries/claim-new");
    static readonly Sql Progress = Sql.Named("Deliveries/campaign-progress");

    readonly List<ClaimedText> _texts = new(step.Claim);

    int Room => step.Claim - _texts.Count;
    long Id => step.Campaign.Value;

    public CampaignClaim Claim()
    {
        if (Room > 0) ClaimAgain(session.Statement(Left).Add(Id).Add(step.Epoch).Add(Room).All(Row.Read));
        if (campaign.Ended || step.LeftOnly) return new CampaignClaim(_texts, NextDeferred: null);
        if (Room > 0) ClaimAgain(session.Statement(Deferred).Add(Id).Add(step.Now).Add(Room).All(Row.Read));
        if (Room > 0 && campaign.Claimed < campaign.Audience) ClaimNumbers();
        var next = session.Statement(NextDeferred).Add(Id).One(r => r.TimeOrNull(0));
        return new CampaignClaim(_texts, next);
    }

    void ClaimAgain(List<Row> rows)
    {
        session.RunEach(Reclaim, rows, (values, row) => values.Add(row.Id).Add(step.Epoch).Add(step.Now));
        foreach (var row in rows)
        {
            counts.Move(Id, row.Status, row.Code, DeliveryStatus.Submitting, null);
            _texts.Add(new ClaimedText(new DeliveryId(row.Id), new PhoneNumber(row.Number)));
        }
    }

    void ClaimNumbers()
    {
        var wanted = (int)Math.Min(Room, campaign.Audience - campaign.Claimed);
        var numbers = session.Statement(Audience).Add(campaign.Store.Value).Add(campaign.Cursor).Add(campaign.Frozen).Add(wanted).All(r => r.Long(0));
        // The audience was counted when it was frozen. Fewer numbers now would mean that somebody is silently skipped.
        if (numbers.Count < wanted)
            throw new InvalidOperationException($"Campaign {step.Campaign} has {campaign.Audience} recipients, but only {campaign.Claimed + numbers.Count} were found.");

        var claimed = IdBlocks.Take(session, numbers.Count).Zip(numbers, (id, number) => new ClaimedText(new DeliveryId(id), new PhoneNumber(number))).ToList();
        session.RunEach(ClaimNew, claimed, (values, text) => values.Add(text.Delivery.Value).Add(campaign.Store.Value).Add(Id).Add(text.To.Digits).Add(campaign.Text)
            .Add(campaign.Parts).Add((long)Priority.Campaign).Add(step.Epoch).Add(step.Now));
        _texts.AddRange(claimed);
        counts.Add(Id, DeliveryStatus.Submitting, null, numbers.Count);
        session.Statement(Progress).Add(Id).Add(numbers[^1]).Add(campaign.Claimed + numbers.Count).Run();
    }

    sealed record Row(long Id, long Number, DeliveryStatus Status, string? Code)
    {
        public static Row Read(RecordStatement row) => new(row.Long(0), row.Long(1), (DeliveryStatus)row.Int(2), row.TextOrNull(3));
    }
}
