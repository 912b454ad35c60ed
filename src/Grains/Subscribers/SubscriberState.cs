using System.Collections.Immutable;

namespace Hark.Grains;

/// <summary>All that is known of one phone number. Small, because it is read and written for each text.</summary>
/// <param name="Blocked">Why nobody may text this number; null when it is not blocked.</param>
/// <param name="StoppedAt">When it texted STOP and no store was known that it could mean.</param>
public sealed record SubscriberState(ImmutableArray<Relation> Relations, ImmutableArray<SentText> Sent, string? Blocked, DateTimeOffset? StoppedAt = null)
{
    public static readonly SubscriberState Empty = new([], [], null);

    public Relation With(StoreId store)
    {
        foreach (var relation in Relations)
            if (relation.Store == store)
                return relation;
        return Relation.None(store) with { StoppedAt = StoppedAt };
    }

    public SubscriberState Put(Relation relation)
    {
        for (var i = 0; i < Relations.Length; i++)
            if (Relations[i].Store == relation.Store)
                return this with { Relations = Relations.SetItem(i, relation) };
        return this with { Relations = Relations.Add(relation) };
    }

    public SentText? SentAs(DeliveryId delivery)
    {
        foreach (var sent in Sent)
            if (sent.Delivery == delivery)
                return sent;
        return null;
    }
}

/// <summary>Where the number stands with one store.</summary>
/// <param name="Since">When the status was last set.</param>
/// <param name="Doubtful">A sentence of theirs may have been an opt-out: marketing is held until a person has looked or they opt in anew.</param>
/// <param name="LastInbound">When they last texted the store.</param>
/// <param name="Heard">The latest texts from the handset, so that one that a carrier gives twice acts once and is answered once.</param>
/// <param name="StoppedAt">The handset's time of its latest opt-out: an older text that a carrier gives late does not undo it. Of a number that is new here, of the STOP that named nobody.</param>
/// <param name="Replies">Automatic replies of the last 24 hours.</param>
/// <param name="Code">The communication short code of this number and store (<see cref="CodeBinding"/>).</param>
public sealed record Relation(StoreId Store, ConsentStatus Status, ConsentId? Consent, DateTimeOffset Since, bool Doubtful = false,
    DateTimeOffset? LastInbound = null, ImmutableArray<HeardText> Heard = default, ImmutableArray<ReplySent> Replies = default, DateTimeOffset? StoppedAt = null, string? Code = null)
{
    public static Relation None(StoreId store) => new(store, ConsentStatus.New, null, default);

    public ImmutableArray<HeardText> HeardOrNone => Heard.IsDefault ? [] : Heard;
    public ImmutableArray<ReplySent> RepliesOrNone => Replies.IsDefault ? [] : Replies;
}

public sealed record ReplySent(AutoReplyKind Kind, DateTimeOffset At, DeliveryId Delivery);

/// <param name="ReplyAs">The delivery of its answer.</param>
public sealed record HeardText(string MessageId, Meaning Meaning, AutoReply? Reply, DeliveryId ReplyAs);

/// <summary>A text that was on its way to the carrier. Written before the hand-over; without an outcome it may or may not have arrived (invariant 2).</summary>
/// <param name="Consent">The row it rested on when it left; a later opt-out must not take its place in the decision record.</param>
public sealed record SentText(DeliveryId Delivery, StoreId Store, long Fingerprint, DateTimeOffset At, SentOutcome? Outcome = null, ConsentId? Consent = null)
{
    /// <summary>Stands for a text that never left and must not leave any more. Of no store.</summary>
    public static SentText Withdrawn(DeliveryId delivery, DateTimeOffset at) => new(delivery, default, 0, at, new(DeliveryStatus.Cancelled, Codes.CampaignCancelled, null));
}

public sealed record SentOutcome(DeliveryStatus Status, string? Code, string? CarrierReference);
