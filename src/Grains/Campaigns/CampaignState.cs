namespace Hark.Grains;

/// <summary>What a campaign was told. Its progress stands in the ledger, where it is written together with the rows (invariant 2).</summary>
/// <param name="Audience">Numbers in it; null until the ledger has opened the campaign.</param>
/// <param name="EndedAt">Set when the last text is accounted for; a cancelled campaign may still have texts in flight before.</param>
public sealed record CampaignState(CampaignPlan Plan, CampaignStatus Status, long? Audience, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt);
