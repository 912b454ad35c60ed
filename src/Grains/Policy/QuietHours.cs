using System.Collections.Concurrent;

namespace Hark.Grains;

/// <summary>Decides whether a number may be texted at an instant, by the local time of its place (P6, F1).</summary>
/// <remarks>Safe for concurrent use. The open hours of a place are worked out once a week and kept, one entry a place.</remarks>
public sealed class QuietHours(QuietHoursTable table)
{
    // By reference: the number plan has one instance a place, and comparing places by value would cost more than the decision.
    readonly ConcurrentDictionary<NumberPlace, QuietHoursCalendar> _calendars = new(ReferenceEqualityComparer.Instance);

    /// <summary>The version of the table, for decision records.</summary>
    public string Version => table.Version;

    public QuietHoursAnswer Decide(PhoneNumber number, DateTimeOffset now)
    {
        var place = NumberPlaces.Of(number);
        if (!_calendars.TryGetValue(place, out var calendar) || !calendar.Covers(now))
            _calendars[place] = calendar = QuietHoursCalendar.Of(table, place, now);
        return calendar.At(now);
    }
}
