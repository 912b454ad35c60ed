using Hark.Grains;

namespace Hark.Carriers;

/// <summary>All that will happen to a text once the carrier takes it: a pure function of options and delivery id.</summary>
/// <param name="Answer">What <c>Submit</c> answers.</param>
/// <param name="AnswerAfter">From hand-over to answer.</param>
/// <param name="Arrives">True when the text reaches the handset.</param>
/// <param name="Receipt">Null when no receipt comes.</param>
/// <param name="Early">True when the receipt goes before the answer.</param>
readonly record struct Fate(SubmitResult Answer, TimeSpan AnswerAfter, bool Arrives, ReceiptFate? Receipt, bool Early, SimulatorReply? Reply)
{
    /// <summary>Why an accepted text did not reach its handset.</summary>
    const string UndeliveredCode = "absent_subscriber";

    public static readonly SubmitResult Unanswered = new(SubmitStatus.Unknown, Code: Codes.OutcomeUnknown);

    public static Fate Of(SimulatorOptions options, DeliveryId delivery)
    {
        var dice = new Dice(options.Seed, delivery);
        var latency = options.Latency + options.LatencySpread * (2 * dice.Unit(Purpose.Latency) - 1);
        var answered = latency < options.Timeout;
        var after = answered ? latency : options.Timeout;

        var roll = dice.Unit(Purpose.Outcome);
        if (roll < options.RejectRate)
            return new(answered ? new(SubmitStatus.Rejected, Code: RejectCode(options, dice)) : Unanswered, after, false, null, false, null);

        var lost = roll < options.RejectRate + options.UnknownRate;
        if (lost && !dice.Falls(Purpose.Arrival, 0.5))
            return new(Unanswered, options.Timeout, false, null, false, null);

        var reference = $"sim-{dice.Bits(Purpose.Reference):x16}";
        // Half of the unanswered texts really arrive, whatever the rate of undelivered ones.
        var arrives = lost || !dice.Falls(Purpose.Undelivered, options.UndeliveredRate);
        var receipt = dice.Falls(Purpose.Receipt, options.ReceiptRate) ? ReceiptOf(options, dice, reference, arrives, latency) : null;
        var reply = arrives ? ReplyOf(options, dice) : null;
        if (lost || !answered) return new(Unanswered, options.Timeout, arrives, receipt, false, reply);

        var early = receipt is not null && dice.Falls(Purpose.Early, options.EarlyReceiptRate);
        return new(new(SubmitStatus.Accepted, reference), after, arrives, early ? receipt! with { After = latency } : receipt, early, reply);
    }

    static ReceiptFate ReceiptOf(SimulatorOptions options, Dice dice, string reference, bool arrives, TimeSpan latency)
    {
        var after = latency + dice.Delay(Purpose.ReceiptDelay, options.ReceiptDelay);
        TimeSpan? again = dice.Falls(Purpose.Doubled, options.DoubledReceiptRate) ? after + dice.Delay(Purpose.DoubledDelay, options.ReceiptDelay) : null;
        return arrives
            ? new(reference, DeliveryStatus.Delivered, null, after, again)
            : new(reference, DeliveryStatus.Undelivered, UndeliveredCode, after, again);
    }

    static string RejectCode(SimulatorOptions options, Dice dice)
    {
        var weighted = options.RejectCodes.Where(c => c.Value > 0).OrderBy(c => c.Key, StringComparer.Ordinal).ToArray();
        var left = dice.Unit(Purpose.RejectCode) * weighted.Sum(c => c.Value);
        foreach (var (code, weight) in weighted)
            if ((left -= weight) < 0) return code;
        return weighted[^1].Key;
    }

    static SimulatorReply? ReplyOf(SimulatorOptions options, Dice dice)
    {
        if (options.Replies.Count == 0) return null;
        var left = dice.Unit(Purpose.Reply);
        foreach (var reply in options.Replies)
            if ((left -= reply.Share) < 0) return reply;
        return null;
    }
}

/// <param name="After">From hand-over to receipt.</param>
/// <param name="AgainAfter">From hand-over to the second copy, if one comes.</param>
sealed record ReceiptFate(string Reference, DeliveryStatus Status, string? Code, TimeSpan After, TimeSpan? AgainAfter);
