using System.Collections.Immutable;

namespace Hark.Grains;

/// <summary>The one way to a handset (invariant 5): named rules in order; the first that objects decides. Pure but for what it is given.</summary>
/// <remarks>ORDER MATTERS: what can never be sent is refused before what can only not be sent now is deferred.</remarks>
public sealed class Gate(QuietHoursRule quietHours)
{
    readonly ImmutableArray<IGateRule> _rules = [new NotAfterRule(), new BlockedRule(), new ConsentRule(), new AutoReplyRule(), new DuplicateRule(), quietHours];

    /// <summary>Version of the rules and tables, for decision records.</summary>
    public string Version { get; } = $"1;{quietHours.Version}";

    public Verdict Decide(GateCase gateCase)
    {
        var place = QuietHoursRule.PlaceOf(gateCase.Number);
        foreach (var rule in _rules)
            if (rule.Objection(gateCase) is { } objection)
                return new(objection.Status, Record(rule.Name, objection.Reason), objection.Code, objection.Until);
        return new(DeliveryStatus.Submitting, Record(null, null), null, null);

        Decision Record(string? rule, string? reason) =>
            new(gateCase.Now, gateCase.Relation.Consent, rule, Version, place.Zones, place.Source, reason);
    }
}

/// <summary>What the rules look at.</summary>
public readonly record struct GateCase(PhoneNumber Number, SubscriberState Subscriber, Relation Relation, SendText Request, DateTimeOffset Now);

/// <param name="Status"><see cref="DeliveryStatus.Submitting"/> when nothing objects, else <see cref="DeliveryStatus.Refused"/>, <see cref="DeliveryStatus.Deferred"/> or <see cref="DeliveryStatus.Expired"/>.</param>
public readonly record struct Verdict(DeliveryStatus Status, Decision Decision, string? Code, DateTimeOffset? Until)
{
    public bool Passed => Status == DeliveryStatus.Submitting;
    public SendResult ToResult() => new(Status, Decision, Code, Until);
}

public interface IGateRule
{
    /// <summary>Stable name, as decision records show it.</summary>
    string Name { get; }

    /// <returns>Null when the rule lets the text pass.</returns>
    Objection? Objection(in GateCase gateCase);
}

/// <param name="Status">Refused or expired for good, or deferred.</param>
/// <param name="Reason">A sentence that tells what to do (invariant 7).</param>
public sealed record Objection(DeliveryStatus Status, string Code, string Reason, DateTimeOffset? Until = null)
{
    public static Objection Refuse(string code, string reason) => new(DeliveryStatus.Refused, code, reason);
}
