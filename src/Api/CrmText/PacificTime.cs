using NodaTime;
using NodaTime.Text;

namespace Hark.Api;

/// <summary>Times as this surface reads and writes them: on the clocks of the US Pacific coast, with daylight saving.</summary>
static class PacificTime
{
    static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["America/Los_Angeles"];
    static readonly LocalDateTimePattern Written = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss");
    static readonly LocalDatePattern[] Dates = [LocalDatePattern.CreateWithInvariantCulture("uuuu-MM-dd"), LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd")];

    /// <summary><c>2015-02-11T15:30:45</c>, the form that a client in use can read.</summary>
    public static string Write(DateTimeOffset at) => Written.Format(Instant.FromDateTimeOffset(at).InZone(Zone).LocalDateTime);

    /// <summary>Reads <c>2015-02-11</c>, <c>20150211</c> and <c>2015-02-11T15:30:45</c>.</summary>
    /// <param name="from">The first instant of that day or second.</param>
    /// <param name="to">The first instant after it.</param>
    public static bool TryRead(string text, out DateTimeOffset from, out DateTimeOffset to)
    {
        (from, to) = (default, default);
        if (Written.Parse(text) is { Success: true } time)
        {
            from = At(time.Value);
            to = from + TimeSpan.FromSeconds(1);
            return true;
        }
        foreach (var pattern in Dates)
            if (pattern.Parse(text) is { Success: true, Value: var date } && date < LocalDate.MaxIsoValue)
            {
                (from, to) = (At(date.AtMidnight()), At(date.PlusDays(1).AtMidnight()));
                return true;
            }
        return false;
    }

    static DateTimeOffset At(LocalDateTime time) => time.InZoneLeniently(Zone).ToInstant().ToDateTimeOffset();
}
