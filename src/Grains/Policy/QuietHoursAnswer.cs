namespace Hark.Grains;

/// <summary>Whether a number may be texted now, by the hours of the place it is at (P6), and what that rests on.</summary>
/// <param name="Open">True when the local time is within the allowed hours in every zone the number may be in.</param>
/// <param name="OpensAt">The instant asked about when open; otherwise the next instant that is open. <see cref="DateTimeOffset.MaxValue"/> when the hours of the possible zones never meet: the text is held until the place is known better.</param>
/// <param name="Zones">The time zones decided by, divided by <c>|</c>.</param>
/// <param name="ZoneSource">How they are known: <c>area-code</c>, <c>country-code</c> or <c>unknown</c>.</param>
/// <param name="Rule">The ids of the rows decided by, divided by <c>|</c>.</param>
public readonly record struct QuietHoursAnswer(bool Open, DateTimeOffset OpensAt, string Zones, string ZoneSource, string Rule);
