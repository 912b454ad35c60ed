using NodaTime;

namespace Hark.Grains;

/// <summary>The open hours of one place in UTC, worked out for a week and looked up by instant.</summary>
sealed class QuietHoursCalendar
{
    const int DaysCovered = 7;

    readonly long _from;
    readonly long _until;
    readonly List<OpenHours> _open;
    readonly string _zones;
    readonly string _source;
    readonly string _rule;

    QuietHoursCalendar(long from, long until, List<OpenHours> open, string zones, string source, string rule) =>
        (_from, _until, _open, _zones, _source, _rule) = (from, until, open, zones, source, rule);

    public bool Covers(DateTimeOffset now) => _from <= now.UtcTicks && now.UtcTicks < _until;

    public QuietHoursAnswer At(DateTimeOffset now)
    {
        var ticks = now.UtcTicks;
        foreach (var hours in _open)
        {
            if (ticks >= hours.Until) continue;
            return ticks >= hours.From
                ? new QuietHoursAnswer(true, now, _zones, _source, _rule)
                : new QuietHoursAnswer(false, new DateTimeOffset(hours.From, TimeSpan.Zero), _zones, _source, _rule);
        }
        return new QuietHoursAnswer(false, DateTimeOffset.MaxValue, _zones, _source, _rule);
    }

    public static QuietHoursCalendar Of(QuietHoursTable table, NumberPlace place, DateTimeOffset now)
    {
        var zones = place.Zones.Count > 0 ? place.Zones : table.FallbackZones;
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var rows = table.RowsFor(place, today);
        // The rule named in the answers must be the one that holds: the calendar ends where the rows change.
        var days = 1;
        while (days < DaysCovered && table.RowsFor(place, today.AddDays(days)).SequenceEqual(rows)) days++;

        // Twice the days covered always shows the next opening of a week; a year, one that only a change of clocks brings.
        var open = OpenIn(table, place, zones, today, 2 * DaysCovered);
        if (open.Count == 0) open = OpenIn(table, place, zones, today, 366);

        var from = today.ToDateTime(TimeOnly.MinValue).Ticks;
        return new QuietHoursCalendar(from, from + days * TimeSpan.TicksPerDay, open, string.Join('|', zones), place.Source, string.Join('|', rows.Select(row => row.Id)));
    }

    /// <summary>The hours open in all zones, from the UTC day on, in order.</summary>
    static List<OpenHours> OpenIn(QuietHoursTable table, NumberPlace place, IReadOnlyList<string> zones, DateOnly today, int days)
    {
        List<OpenHours>? common = null;
        foreach (var zone in zones)
        {
            var open = OpenIn(table, place, DateTimeZoneProviders.Tzdb[zone], today, days);
            common = common is null ? open : Intersect(common, open);
        }
        var from = today.ToDateTime(TimeOnly.MinValue).Ticks;
        return [.. (common ?? []).Where(hours => hours.Until > from)];
    }

    static List<OpenHours> OpenIn(QuietHoursTable table, NumberPlace place, DateTimeZone zone, DateOnly today, int days)
    {
        var open = new List<OpenHours>();
        // Local dates run up to 14 hours ahead of UTC and 12 behind it.
        for (var day = -1; day <= days + 1; day++)
        {
            var date = today.AddDays(day);
            if (WindowOn(table.RowsFor(place, date), date.DayOfWeek) is not { } window) continue;
            var hours = new OpenHours(Start(zone, date, window.From), End(zone, date, window.Until));
            if (hours.From < hours.Until) open.Add(hours);
        }
        return open;
    }

    static QuietHoursWindow? WindowOn(IReadOnlyList<QuietHoursRow> rows, DayOfWeek day)
    {
        var window = new QuietHoursWindow(TimeSpan.Zero, TimeSpan.FromDays(1));
        foreach (var row in rows)
        {
            if (row.Windows[(int)day] is not { } hours) return null;
            window = new QuietHoursWindow(hours.From > window.From ? hours.From : window.From, hours.Until < window.Until ? hours.Until : window.Until);
        }
        return window.From < window.Until ? window : null;
    }

    // A local time that the clocks repeat opens at its second and closes at its first occurrence; one that they skip falls on the change.
    static long Start(DateTimeZone zone, DateOnly date, TimeSpan time)
    {
        var map = zone.MapLocal(LocalDateTime.FromDateTime(date.ToDateTime(TimeOnly.MinValue) + time));
        return Ticks(map.Count == 0 ? map.LateInterval.Start : map.Last().ToInstant());
    }

    static long End(DateTimeZone zone, DateOnly date, TimeSpan time)
    {
        var map = zone.MapLocal(LocalDateTime.FromDateTime(date.ToDateTime(TimeOnly.MinValue) + time));
        return Ticks(map.Count == 0 ? map.LateInterval.Start : map.First().ToInstant());
    }

    static long Ticks(Instant instant) => instant.ToDateTimeUtc().Ticks;

    static List<OpenHours> Intersect(List<OpenHours> one, List<OpenHours> other)
    {
        var common = new List<OpenHours>();
        for (int i = 0, j = 0; i < one.Count && j < other.Count;)
        {
            var hours = new OpenHours(Math.Max(one[i].From, other[j].From), Math.Min(one[i].Until, other[j].Until));
            if (hours.From < hours.Until) common.Add(hours);
            if (one[i].Until < other[j].Until) i++; else j++;
        }
        return common;
    }

    /// <summary>UTC ticks, half-open.</summary>
    readonly record struct OpenHours(long From, long Until);
}
