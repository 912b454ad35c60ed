namespace Hark.Grains;

/// <summary>Every text that was asked for and what became of it. Written in batches, each in one transaction.</summary>
public interface IDeliveryLedger
{
    /// <summary>A single send or a reply: a row <see cref="DeliveryStatus.Queued"/>. Idempotent by id.</summary>
    Task Queue(QueuedText text);

    /// <summary>Claims single sends and replies of a store that are due, oldest first: rows become <see cref="DeliveryStatus.Submitting"/> under <paramref name="epoch"/>. Rows left <see cref="DeliveryStatus.Submitting"/> by an older epoch come first, as they are.</summary>
    Task<IReadOnlyList<QueuedText>> ClaimQueued(StoreId store, long epoch, Priority priority, int most, DateTimeOffset now);

    /// <summary>When the next single send or reply of the store is due; null when none waits. What an older epoch has claimed and not recorded is due since it was queued.</summary>
    Task<DateTimeOffset?> NextQueued(StoreId store, long epoch, Priority priority);

    /// <summary>Writes outcomes of rows in <see cref="DeliveryStatus.Submitting"/>. Receipts that came earlier are applied at once.</summary>
    Task Record(IReadOnlyList<Outcome> outcomes);

    /// <summary>A row in <see cref="DeliveryStatus.Unknown"/> becomes submitted under this reference, and what its receipt said if that is here already. Does nothing to other rows.</summary>
    Task Learn(DeliveryId delivery, string carrierReference);

    /// <summary>
    /// Moves submitted and unknown rows to delivered or undelivered, idempotently; keeps receipts whose row is not known yet. Given none, it looks at those that
    /// it keeps: one that has waited for a minute is taken for the only unknown text to its handset, if there is exactly one.
    /// </summary>
    Task Settle(IReadOnlyList<DeliveryReceipt> receipts);

    /// <summary>Creates the campaign's row and freezes its audience: the numbers opted in at this instant of the consent log. Idempotent.</summary>
    /// <returns>The audience's size, or null when the store already has a campaign of that name.</returns>
    Task<long?> OpenCampaign(CampaignPlan plan, DateTimeOffset now);

    /// <summary>Freezes the audience anew, for a scheduled campaign that starts now. Does nothing once a number of it is claimed.</summary>
    /// <returns>The audience's size.</returns>
    Task<long> FreezeAudience(CampaignId campaign, DateTimeOffset now);

    /// <summary>A new activation takes the campaign over: claims under older epochs fail from now on.</summary>
    /// <returns>The new epoch.</returns>
    Task<long> TakeOver(CampaignId campaign);

    /// <summary>One step of a campaign in ONE transaction: outcomes are written; then up to <see cref="CampaignStep.Claim"/> rows are claimed under the epoch: first rows left submitting by an older epoch, then deferred rows that are due, then the next numbers of the frozen audience in the order of numbers.</summary>
    /// <exception cref="FencedException">Another activation has taken the campaign over.</exception>
    Task<CampaignClaim> Advance(CampaignStep step);

    /// <summary>Ends the campaign: what was not claimed or is deferred counts as <paramref name="remainder"/> (cancelled or expired).</summary>
    Task CloseCampaign(CampaignId campaign, long epoch, CampaignStatus status, DeliveryStatus? remainder, DateTimeOffset now);

    /// <summary>The campaign's status as lists show it, until it is closed.</summary>
    Task MarkCampaign(CampaignId campaign, CampaignStatus status, DateTimeOffset now);

    /// <summary>Numbers by status and by code.</summary>
    Task<CampaignCounts> Count(CampaignId campaign);
}

public sealed record QueuedText(DeliveryId Id, StoreId Store, PhoneNumber To, OutboundText Text, Priority Priority, SendOptions Options, AutoReply? Reply, DateTimeOffset QueuedAt);

public sealed record Outcome(DeliveryId Delivery, SendResult Result);

/// <param name="LeftOnly">Claim only rows left submitting by an older epoch: the campaign is ending and they have to be accounted for.</param>
public sealed record CampaignStep(CampaignId Campaign, long Epoch, IReadOnlyList<Outcome> Outcomes, int Claim, DateTimeOffset Now, bool LeftOnly = false);

/// <param name="Texts">Fewer than asked for only when no row can be claimed now.</param>
/// <param name="NextDeferred">When the earliest deferred row is due.</param>
public sealed record CampaignClaim(IReadOnlyList<ClaimedText> Texts, DateTimeOffset? NextDeferred);

public readonly record struct ClaimedText(DeliveryId Delivery, PhoneNumber To);

public sealed record CampaignCounts(long Audience, IReadOnlyDictionary<DeliveryStatus, long> ByStatus, IReadOnlyDictionary<string, long> ByCode);

/// <summary>Another activation of the same actor has taken over; this one must stop.</summary>
public sealed class FencedException(string message) : Exception(message);
