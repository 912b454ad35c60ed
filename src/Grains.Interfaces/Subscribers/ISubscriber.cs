namespace Hark;

/// <summary>One phone number, and the only way to its handset: owns consent per store, what was sent lately, and blocks (X1).</summary>
public interface ISubscriber
{
    /// <summary>Writes roster and log before its own state, so that a crash between leaves the number un-textable (invariant 6).</summary>
    Task<Result<ConsentResult>> OptIn(OptIn request);

    /// <summary>Writes its own state before the log; from the answer on no text of the store leaves (invariant 1).</summary>
    Task<ConsentResult> OptOut(OptOut request);

    /// <summary>A text from the handset to a store: tells what it means and applies it (O4).</summary>
    Task<InboundMeaning> Receive(InboundToStore text);

    /// <summary>The handset texted STOP where no store is known that it could mean. From the answer on no store that does not know the number yet takes a consent that was given before.</summary>
    Task NoteStop(DateTimeOffset at);

    /// <summary>What the gate would answer now. Changes nothing.</summary>
    Task<SendResult> Check(SendText request);

    /// <summary>The gate and the hand-over (invariant 5). Idempotent by delivery id: asked again, it tells the recorded outcome, or <see cref="DeliveryStatus.Unknown"/> when it handed over and never learned it.</summary>
    Task<SendResult> Send(SendText request);

    /// <summary>What became of a delivery, without sending it: the recorded outcome, <see cref="DeliveryStatus.Unknown"/> when it was handed over and nothing more is known, or null when it never left: then it never will.</summary>
    Task<SendResult?> Recall(DeliveryId delivery);

    /// <summary>Blocks the number for every store and purpose (complaints), or lifts the block.</summary>
    Task Block(string? reason);

    Task<SubscriberView> View(StoreId store);

    /// <summary>Every store that this number has to do with.</summary>
    Task<IReadOnlyList<StoreStanding>> Standings();
}

/// <summary>One text to one number.</summary>
/// <param name="Reply">Set for the replies that the law or carriers demand; they pass the consent rule.</param>
/// <param name="Options">The store's switches as they stood when the text was asked for.</param>
/// <param name="NotAfter">The text is not handed over later than this: its campaign has expired by then.</param>
public sealed record SendText(DeliveryId Delivery, StoreId Store, OutboundText Text, Priority Priority, SendOptions Options, AutoReply? Reply = null, DateTimeOffset? NotAfter = null);

/// <param name="DuplicateGuard">Refuse the same text within 12 hours (M5).</param>
public sealed record SendOptions(bool DuplicateGuard = true);

public enum AutoReplyKind { OptInRequest = 1, Confirmation = 2, AlreadyIn = 3, OptOut = 4, Help = 5, Responder = 6 }

/// <param name="Owed">An owed answer always leaves; another of its kind leaves at most once in 24 hours.</param>
/// <param name="Prompted">The person texted just now: the answer does not wait for the morning.</param>
public sealed record AutoReply(AutoReplyKind Kind, bool Owed, bool Prompted);

/// <summary>Why a text was let through, held or dropped: the decision record (field-notes, "what none of them has").</summary>
/// <param name="Rule">The rule that decided; null when all let it pass.</param>
/// <param name="Rules">Version of the rule tables.</param>
/// <param name="Zone">Time zones the number may be in, and <paramref name="ZoneSource"/>: how that is known.</param>
public sealed record Decision(DateTimeOffset At, ConsentId? Consent, string? Rule, string Rules, string? Zone, string? ZoneSource, string? Reason);

/// <summary>Where a number stands with one store.</summary>
/// <param name="Code">The communication short code that they talk on; after an opt-out the last one. Null when they do not use the shared codes, or no text has left yet.</param>
public sealed record StoreStanding(StoreId Store, ConsentStatus Status, string? Code);

public enum DeliveryStatus
{
    Queued = 0, Submitting = 1, Submitted = 2, Delivered = 3, Undelivered = 4,
    Rejected = 5, Refused = 6, Deferred = 7, Unknown = 8, Cancelled = 9, Expired = 10,
}

/// <param name="Code">Stable code of a refusal, deferral, rejection or unknown outcome.</param>
/// <param name="Until">When a deferred text is to be tried again.</param>
/// <param name="CarrierReference">The carrier's id of the text, for receipts.</param>
/// <param name="UsedSlot">True when this call used a slot of the pool: what rates are counted from.</param>
/// <param name="AtCarrier">From the slot to the carrier's answer; null when this call did not give it to the carrier.</param>
public sealed record SendResult(
    DeliveryStatus Status, Decision Decision, string? Code = null, DateTimeOffset? Until = null, string? CarrierReference = null, bool UsedSlot = false, TimeSpan? AtCarrier = null);

/// <param name="Keyword">An opt-in keyword of the store: a text that begins with it opts in.</param>
/// <param name="ReplyAs">The delivery to answer as. A text that the carrier gives twice is answered as the first of them, so that its answer is queued once.</param>
/// <param name="Responder">A responder keyword of the store: a text that begins with it is answered and changes nothing.</param>
public sealed record InboundToStore(StoreId Store, string Text, string MessageId, DateTimeOffset At, string? Keyword, DeliveryId ReplyAs = default, string? Responder = null);

public enum Meaning { Message = 0, OptOut = 1, Doubtful = 2, Help = 3, OptIn = 4, Confirm = 5, Restart = 6 }

/// <param name="Reply">The answer due to the handset, if any.</param>
/// <param name="Status">Where the number stands with the store afterwards.</param>
public sealed record InboundMeaning(Meaning Meaning, ConsentStatus Status, AutoReply? Reply, DeliveryId ReplyAs = default);

/// <param name="Doubtful">Marketing is held because a sentence may have been an opt-out; a person has to look.</param>
/// <param name="Code">The communication short code that number and store talk on; null when they have none.</param>
public sealed record SubscriberView(ConsentStatus Status, ConsentId? Consent, bool Doubtful, bool Blocked, string? Code = null);
