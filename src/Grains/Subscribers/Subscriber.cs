using System.Collections.Immutable;

namespace Hark.Grains;

/// <summary>One phone number. Consent and hand-over are turns of this one actor, which is why an acknowledged STOP cannot be overtaken (invariant 1).</summary>
public class Subscriber(PhoneNumber number, IState<SubscriberState> state, Gate gate, Pacers pacers, ICarrier carrier, IConsentLog log, ShortCodes codes, TimeProvider time) : ISubscriber
{
    /// <summary>A record without an outcome is kept this long, so that whoever asks late is told "unknown" and not sent twice.</summary>
    static readonly TimeSpan UnknownKept = TimeSpan.FromDays(30);

    /// <summary>Longer than the duplicate window: a campaign that stood still for days may still ask what became of a delivery.</summary>
    static readonly TimeSpan KnownKept = TimeSpan.FromDays(7);

    const int HeardKept = 5;

    /// <summary>When a text that found no slot, or no link, is tried again.</summary>
    static readonly TimeSpan NoSlotRetry = TimeSpan.FromSeconds(1);

    /// <summary>At least, when the link had no room though it is not held where the text was claimed.</summary>
    static readonly TimeSpan NoRoomRetry = TimeSpan.FromSeconds(5);

    /// <summary>Outcomes learned since the last write: they ride along with the next one, since the ledger has them too.</summary>
    readonly Dictionary<DeliveryId, SentOutcome> _learned = [];

    SubscriberState State => state.Value ?? SubscriberState.Empty;

    public async Task<Result<ConsentResult>> OptIn(OptIn request)
    {
        var now = time.GetUtcNow();
        if (request.Proof is { } proof && ConsentRules.Check(proof, now) is { } flaw) return flaw;
        if (ConsentRules.Check(request.Name) is { } flawedName) return flawedName;
        var relation = State.With(request.Store);
        var change = ConsentRules.OptIn(relation, request);
        if (!change.Ok) return change.Refusal;
        if (!change.Value.Changed) return new ConsentResult(relation.Status, relation.Consent, Changed: false);

        // ORDER MATTERS (invariant 6): the log and the roster first. A crash here leaves a number listed that its own actor still refuses.
        var consent = await log.Append(new(request.Store, number, change.Value.Status, request.Method, request.Proof, null, request.Name, request.By, now));
        await Write(State.Put(CodeBinding.Resume(State, relation) with { Status = change.Value.Status, Consent = consent, Since = now, Doubtful = false }));
        return new ConsentResult(change.Value.Status, consent, Changed: true);
    }

    public async Task<ConsentResult> OptOut(OptOut request)
    {
        var now = time.GetUtcNow();
        var relation = State.With(request.Store);
        if (relation.Status != ConsentStatus.OptedOut)
        {
            // ORDER MATTERS (invariant 6): its own state first. A crash after this leaves a number listed that its own actor refuses.
            relation = relation with { Status = ConsentStatus.OptedOut, Consent = null, Since = now, Doubtful = false };
            await Write(State.Put(relation));
        }
        else if (relation.Consent is not null)
        {
            // Written though nothing changes: an outdated activation that opts in at this moment must fail, not win over what is acknowledged here.
            await Write(State);
            return new ConsentResult(ConsentStatus.OptedOut, relation.Consent, Changed: false);
        }

        // An opt-out whose log row was lost in a crash has no consent id: the row is written now.
        var consent = await log.Append(new(request.Store, number, ConsentStatus.OptedOut, request.Method, null, request.Reason, PersonName.Unknown, request.By, now));
        await Write(State.Put(relation with { Consent = consent }));
        return new ConsentResult(ConsentStatus.OptedOut, consent, Changed: true);
    }

    public async Task NoteStop(DateTimeOffset at)
    {
        // A carrier's clock that is ahead must not refuse the keyword that follows.
        var (now, given) = (time.GetUtcNow(), State.StoppedAt);
        if (at > now) at = now;
        if (given is null || at > given) await Write(State with { StoppedAt = at });
    }

    public async Task<InboundMeaning> Receive(InboundToStore text)
    {
        var now = time.GetUtcNow();
        var relation = State.With(text.Store);
        // A carrier that gives an old text again must not undo what the person said since.
        if (relation.HeardOrNone.FirstOrDefault(h => h.MessageId == text.MessageId) is { } heard)
            return new InboundMeaning(heard.Meaning, relation.Status, heard.Reply, heard.ReplyAs);

        var joins = HandsetRules.BeginsWith(text.Text, text.Keyword);
        var responds = HandsetRules.BeginsWith(text.Text, text.Responder);
        var act = HandsetRules.Decide(relation.Status, relation.Doubtful, HandsetRules.Read(text.Text, text.Keyword, text.Responder), joins, responds);
        // Invariant 1: a START from before the STOP, given late, is a message like any other.
        if (act.Act == ConsentAct.OptIn && text.At < relation.StoppedAt) act = new(Meaning.Message, ConsentAct.None, null);
        var reply = act.Reply;
        switch (act.Act)
        {
            case ConsentAct.OptIn:
                var method = joins ? ConsentMethod.Keyword : ConsentMethod.Reply;
                var proof = new ConsentProof(joins ? $"keyword {text.Keyword}" : "reply from the handset", $"inbound message {text.MessageId}", text.Text, now);
                var optIn = await OptIn(new(text.Store, method, proof, PersonName.Unknown, Confirm: false, Fresh: true, By: "handset"));
                // Refused when the clock stepped back behind the opt-out: nobody is told that they are in.
                if (!optIn.Ok) reply = null;
                break;
            case ConsentAct.OptOut:
                await OptOut(new(text.Store, ConsentMethod.Stop, text.Text, By: "handset"));
                break;
        }

        relation = State.With(text.Store);
        await Write(State.Put(relation with
        {
            LastInbound = now,
            StoppedAt = act.Act == ConsentAct.OptOut ? text.At : relation.StoppedAt,
            Doubtful = relation.Doubtful || act.Act == ConsentAct.Doubt,
            Heard = [.. relation.HeardOrNone.TakeLast(HeardKept - 1), new(text.MessageId, act.Meaning, reply, text.ReplyAs)],
        }));
        return new InboundMeaning(act.Meaning, relation.Status, reply, text.ReplyAs);
    }

    public Task<SendResult> Check(SendText request) => Task.FromResult(Decide(request).ToResult());

    public async Task<SendResult> Send(SendText request)
    {
        if (State.SentAs(request.Delivery) is { } earlier) return Recorded(earlier);

        var verdict = Decide(request);
        if (!verdict.Passed) return verdict.ToResult();

        var remembered = Remember(request);
        var text = Addressed(request, remembered);
        using var room = await carrier.Enter(text.Sender);
        if (room.Refusal is { } closed) return Deferred(verdict.Decision, closed.Code ?? Codes.CarrierUnavailable, closed.RetryAfter + Spread(request.Delivery), usedSlot: false);

        var pacer = pacers.For(text.Sender);
        var decidedAt = pacer.Instant;
        // ORDER MATTERS (invariant 2): the record is durable before the text leaves.
        await Write(remembered);
        var slot = await pacer.HandOver(request.Text.Parts, request.Priority, decidedAt);
        if (!slot.Found)
        {
            await Forget(request);
            return Deferred(verdict.Decision, Codes.BandwidthUnavailable, NoSlotRetry, usedSlot: false);
        }

        // The slot may have come after the window's end.
        var atHandOver = Decide(request);
        if (!atHandOver.Passed)
        {
            await Forget(request);
            return atHandOver.ToResult() with { UsedSlot = true };
        }
        // ORDER MATTERS (invariants 1 and 3): looked at last, and with no await before the carrier. A process that stood still since
        // is late for its slot, and others may have taken over this number.
        if (!slot.Holds)
        {
            await Forget(request);
            return Deferred(atHandOver.Decision, Codes.BandwidthUnavailable, NoSlotRetry);
        }
        return await HandOver(request, new(request.Delivery, number, text, Room: room, PartInterval: slot.PartInterval), atHandOver.Decision, slot, pacer);
    }

    public async Task<SendResult?> Recall(DeliveryId delivery)
    {
        if (State.SentAs(delivery) is { } sent) return sent.Outcome?.Status == DeliveryStatus.Cancelled ? null : Recorded(sent);
        // Withdrawn for good: a request to send it that is still on its way, or under way in an outdated activation, must leave nothing.
        await Write(State with { Sent = State.Sent.Add(SentText.Withdrawn(delivery, time.GetUtcNow())) });
        return null;
    }

    public Task Block(string? reason) => Write(State with { Blocked = reason });

    public Task<SubscriberView> View(StoreId store)
    {
        var relation = State.With(store);
        return Task.FromResult(new SubscriberView(relation.Status, relation.Consent, relation.Doubtful, State.Blocked is not null, relation.Code));
    }

    public Task<IReadOnlyList<StoreStanding>> Standings()
    {
        // An array, because what it is made of has to be known to another process.
        StoreStanding[] standings = [.. State.Relations.Select(relation => new StoreStanding(relation.Store, relation.Status, relation.Code))];
        return Task.FromResult<IReadOnlyList<StoreStanding>>(standings);
    }

    async Task<SendResult> HandOver(SendText request, CarrierText text, Decision decision, Slot slot, SendPacer pacer)
    {
        var answer = await carrier.Submit(text);
        var atCarrier = slot.Age;
        switch (answer.Status)
        {
            case SubmitStatus.Accepted:
                return Learn(DeliveryStatus.Submitted, null);
            case SubmitStatus.Rejected:
                var rejected = Learn(DeliveryStatus.Rejected, answer.Code);
                // Written now: forgotten by an idle activation it would count as sent, and the same text as a duplicate.
                await Write(State);
                return rejected;
            case SubmitStatus.Unknown:
                return Learn(DeliveryStatus.Unknown, answer.Code ?? Codes.OutcomeUnknown);
            case SubmitStatus.Throttled:
                pacer.SlowDown(answer.RetryAfter);
                await Forget(request);
                return Deferred(decision, Codes.CarrierThrottled, answer.RetryAfter) with { AtCarrier = atCarrier };
            case SubmitStatus.NotSent:
                await Forget(request);
                return Deferred(decision, answer.Code ?? Codes.CarrierUnavailable, answer.RetryAfter) with { AtCarrier = atCarrier };
            default:
                throw new InvalidOperationException($"The carrier answered {answer.Status}.");
        }

        SendResult Learn(DeliveryStatus status, string? code)
        {
            _learned[request.Delivery] = new(status, code, answer.Reference);
            return new(status, decision, code, null, answer.Reference, UsedSlot: true, atCarrier);
        }
    }

    /// <summary>Deferred texts go before new ones: those of a process whose link is down must not come again all at once, again and again, before anybody else.</summary>
    static TimeSpan Spread(DeliveryId delivery) => NoRoomRetry + TimeSpan.FromMilliseconds(delivery.Value % (int)NoRoomRetry.TotalMilliseconds);

    Verdict Decide(SendText request)
    {
        var known = _learned.Count == 0 ? State : State with { Sent = Tidy(State.Sent) };
        return gate.Decide(new(number, known, known.With(request.Store), request, time.GetUtcNow()));
    }

    /// <summary>A text of a store on the shared codes leaves from the communication code of its person. What a responder keyword answers is no talk.</summary>
    bool IsTalkOnSharedCode(SendText request) => request.Text.Sender == codes.Marketing && request.Reply?.Kind != AutoReplyKind.Responder;

    OutboundText Addressed(SendText request, SubscriberState remembered) =>
        IsTalkOnSharedCode(request) ? request.Text with { Sender = remembered.With(request.Store).Code! } : request.Text;

    SubscriberState Remember(SendText request)
    {
        var now = time.GetUtcNow();
        var bound = IsTalkOnSharedCode(request) ? CodeBinding.Bind(State, request.Store, codes) : State;
        var next = bound with { Sent = State.Sent.Add(new(request.Delivery, request.Store, request.Text.Fingerprint, now, Consent: State.With(request.Store).Consent)) };
        if (request.Reply is not { } reply) return next;
        var relation = next.With(request.Store);
        var replies = relation.RepliesOrNone.RemoveAll(r => now - r.At >= AutoReplyRule.Window);
        return next.Put(relation with { Replies = replies.Add(new(reply.Kind, now, request.Delivery)) });
    }

    /// <summary>It is known that the text did not leave.</summary>
    Task Forget(SendText request)
    {
        var next = State with { Sent = State.Sent.RemoveAll(s => s.Delivery == request.Delivery) };
        if (request.Reply is null) return Write(next);
        var relation = next.With(request.Store);
        return Write(next.Put(relation with { Replies = relation.RepliesOrNone.RemoveAll(r => r.Delivery == request.Delivery) }));
    }

    SendResult Recorded(SentText sent)
    {
        var outcome = sent.Outcome ?? _learned.GetValueOrDefault(sent.Delivery) ?? new(DeliveryStatus.Unknown, Codes.OutcomeUnknown, null);
        var decision = new Decision(sent.At, sent.Consent, null, gate.Version, null, null, "Told from the record of the hand-over.");
        return new(outcome.Status, decision, outcome.Code, null, outcome.CarrierReference);
    }

    /// <param name="retryAfter">Zero when the carrier did not say: at once would burn slot after slot.</param>
    SendResult Deferred(Decision decision, string code, TimeSpan retryAfter, bool usedSlot = true) =>
        new(DeliveryStatus.Deferred, decision with { Reason = "It did not leave and is tried again." }, code,
            time.GetUtcNow() + (retryAfter > TimeSpan.Zero ? retryAfter : NoSlotRetry), UsedSlot: usedSlot);

    async Task Write(SubscriberState next)
    {
        await state.Write(next with { Sent = Tidy(next.Sent) });
        _learned.Clear();
    }

    /// <summary>Adds what was learned and drops what no rule looks at any more.</summary>
    ImmutableArray<SentText> Tidy(ImmutableArray<SentText> sent)
    {
        if (sent.IsEmpty) return sent;
        var now = time.GetUtcNow();
        var kept = ImmutableArray.CreateBuilder<SentText>(sent.Length);
        foreach (var text in sent)
        {
            var known = text.Outcome is null && _learned.TryGetValue(text.Delivery, out var outcome) ? text with { Outcome = outcome } : text;
            if (now - known.At < (known.Outcome is null ? UnknownKept : KnownKept)) kept.Add(known);
        }
        return kept.DrainToImmutable();
    }
}
