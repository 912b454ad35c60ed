namespace Hark.Grains;

/// <summary>What a campaign may be. Pure.</summary>
public static class CampaignRules
{
    public static Refusal? Check(CampaignDraft draft, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(draft.Name) || draft.Name.Length > 100 || draft.Name.Any(char.IsControl))
            return new(Codes.CampaignNameInvalid, "A campaign needs a 'name' of 1 to 100 characters, unique in its store.");
        if (draft.NotAfter is not { } notAfter) return null;
        if (notAfter <= now) return new(Codes.NotAfterInPast, $"'notAfter' {notAfter:u} is in the past; nothing could be sent.");
        return draft.StartAt is { } startAt && notAfter <= startAt
            ? new(Codes.NotAfterBeforeStart, "'notAfter' is not later than 'startAt'; nothing could be sent.")
            : null;
    }

    public static Refusal Unknown(CampaignId campaign) => new(Codes.CampaignUnknown, $"There is no campaign {campaign} in this store.");

    public static bool Ended(CampaignStatus status) => status is CampaignStatus.Completed or CampaignStatus.Cancelled or CampaignStatus.Expired;
}
