namespace Hark.Grains;

/// <summary>Nothing leaves after the end that its campaign was given, however long it waited for its slot.</summary>
public sealed class NotAfterRule : IGateRule
{
    static readonly Objection Over = new(DeliveryStatus.Expired, Codes.CampaignExpired, "The campaign's 'notAfter' passed before this text could leave.");

    public string Name => "not-after";
    public Objection? Objection(in GateCase gateCase) => gateCase.Request.NotAfter <= gateCase.Now ? Over : null;
}

/// <summary>A blocked number gets nothing from anybody (S1).</summary>
public sealed class BlockedRule : IGateRule
{
    static readonly Objection Blocked = Hark.Grains.Objection.Refuse(Codes.RecipientBlocked, "This number is blocked after a complaint. Only the operator can lift the block.");

    public string Name => "blocked";
    public Objection? Objection(in GateCase gateCase) => gateCase.Subscriber.Blocked is null ? null : Blocked;
}

/// <summary>Nobody is texted without a recorded opt-in to that store (O1). Replies that are due pass as far as they fit the status.</summary>
public sealed class ConsentRule : IGateRule
{
    static readonly Objection NotOptedIn = Hark.Grains.Objection.Refuse(Codes.NotOptedIn, "This number never opted in to the store. Opt it in with its consent first.");
    static readonly Objection Pending = Hark.Grains.Objection.Refuse(Codes.OptInPending, "This number was asked and has not answered YES yet.");
    static readonly Objection OptedOut = Hark.Grains.Objection.Refuse(Codes.OptedOut, "This number opted out. Only a new consent of the person can change that.");
    static readonly Objection Doubtful = Hark.Grains.Objection.Refuse(Codes.ConsentDoubtful, "A text of this person may have been an opt-out. Read it and settle it before marketing goes on.");

    static readonly Objection Outdated = Hark.Grains.Objection.Refuse(Codes.ReplyOutdated, "The person has opted in since this answer was due; it does not fit any more.");

    public string Name => "consent";

    public Objection? Objection(in GateCase gateCase)
    {
        var status = gateCase.Relation.Status;
        var reply = gateCase.Request.Reply;
        if (reply is not null && Fits(reply.Kind, status)) return null;
        return status switch
        {
            ConsentStatus.OptedIn when reply is not null => Outdated,
            ConsentStatus.OptedIn => gateCase.Relation.Doubtful && gateCase.Request.Text.Kind == MessageKind.Marketing ? Doubtful : null,
            ConsentStatus.Pending => Pending,
            ConsentStatus.OptedOut => OptedOut,
            _ => NotOptedIn,
        };
    }

    /// <summary>A confirmation that waited until the person had opted out again must not leave.</summary>
    static bool Fits(AutoReplyKind reply, ConsentStatus status) => reply switch
    {
        AutoReplyKind.Help or AutoReplyKind.Responder => true,
        AutoReplyKind.OptOut => status == ConsentStatus.OptedOut,
        AutoReplyKind.OptInRequest => status == ConsentStatus.Pending,
        _ => status == ConsentStatus.OptedIn,
    };
}

/// <summary>Where no answer is owed, at most one of a kind per number in 24 hours: two machines must not talk to each other for ever.</summary>
public sealed class AutoReplyRule : IGateRule
{
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    static readonly Objection Enough = Hark.Grains.Objection.Refuse(Codes.AutoReplyLimit, "This number had the same automatic reply within 24 hours.");

    public string Name => "auto-reply-limit";

    public Objection? Objection(in GateCase gateCase)
    {
        if (gateCase.Request.Reply is not { Owed: false } reply) return null;
        foreach (var sent in gateCase.Relation.RepliesOrNone)
            if (sent.Kind == reply.Kind && sent.Delivery != gateCase.Request.Delivery && gateCase.Now - sent.At < Window)
                return Enough;
        return null;
    }
}

/// <summary>The same text of the same store within 12 hours is not sent again (M5). An unknown outcome counts as sent; a rejection by the carrier does not.</summary>
public sealed class DuplicateRule : IGateRule
{
    public static readonly TimeSpan Window = TimeSpan.FromHours(12);

    public string Name => "duplicate";

    public Objection? Objection(in GateCase gateCase)
    {
        var request = gateCase.Request;
        if (request.Reply is not null || !request.Options.DuplicateGuard) return null;
        foreach (var sent in gateCase.Subscriber.Sent)
            if (sent.Store == request.Store && sent.Fingerprint == request.Text.Fingerprint && sent.Delivery != request.Delivery
                && gateCase.Now - sent.At < Window && sent.Outcome?.Status is not (DeliveryStatus.Rejected or DeliveryStatus.Cancelled))
                return Hark.Grains.Objection.Refuse(Codes.Duplicate, $"The same text went to this number on {sent.At:u} as {sent.Delivery}. It may be sent again 12 hours later, or change the text.");
        return null;
    }
}
