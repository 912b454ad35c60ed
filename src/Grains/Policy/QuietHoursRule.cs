using System.ComponentModel.DataAnnotations;

namespace Hark.Grains;

public enum QuietHoursPolicy
{
    Enforce,
    /// <summary>For installations that answer for the hour themselves; shown in each decision record.</summary>
    Off,
}

/// <summary>Section <c>Policy</c>.</summary>
public sealed class PolicyOptions
{
    /// <summary><c>enforce</c> (default): texts wait for the recipient's permitted hours. <c>off</c>: they do not, and each decision record says so.</summary>
    [EnumDataType(typeof(QuietHoursPolicy))]
    public QuietHoursPolicy QuietHours { get; set; } = QuietHoursPolicy.Enforce;
}

/// <summary>Texts wait for the permitted hours at the recipient's place (P6, rules.md F1). Answers to a text that just came in do not, nor does a talk that is going on.</summary>
public sealed class QuietHoursRule(QuietHours hours, PolicyOptions policy) : IGateRule
{
    /// <summary>A conversational text this soon after one from the handset is part of a talk.</summary>
    public static readonly TimeSpan Conversation = TimeSpan.FromHours(1);

    /// <summary>An automatic reply this soon after the text it answers does not wake anybody; one that was held up longer waits like any text (F6 asks for 5 minutes).</summary>
    public static readonly TimeSpan Answer = TimeSpan.FromMinutes(15);

    public string Name => "quiet-hours";

    public string Version { get; } = policy.QuietHours == QuietHoursPolicy.Enforce ? $"quiet-hours {hours.Version}" : "quiet-hours off";

    public static (string Zones, string Source) PlaceOf(PhoneNumber number)
    {
        var place = NumberPlaces.Of(number);
        return (place.ZonesText, place.Source);
    }

    public Objection? Objection(in GateCase gateCase)
    {
        var silence = gateCase.Now - (gateCase.Relation.LastInbound ?? DateTimeOffset.MinValue);
        if (gateCase.Request.Reply is { Prompted: true } && silence < Answer) return null;
        if (gateCase.Request.Text.Kind == MessageKind.Conversational && silence < Conversation) return null;
        return OpensAt(gateCase.Number, gateCase.Now) is { } opensAt
            ? new(DeliveryStatus.Deferred, Codes.QuietHours, $"It is outside the permitted hours at the recipient's place; the text waits until {opensAt:u}.", opensAt)
            : null;
    }

    /// <returns>Null when the number may be texted now, else when it next may.</returns>
    public DateTimeOffset? OpensAt(PhoneNumber number, DateTimeOffset now)
    {
        if (policy.QuietHours == QuietHoursPolicy.Off) return null;
        var answer = hours.Decide(number, now);
        return answer.Open ? null : answer.OpensAt;
    }
}
