using Hark.Web;
using NodaTime;
using NodaTime.Text;

namespace Hark.Api;

/// <summary>Times as this surface reads and writes them: on the clocks of the US Pacific coast, with daylight saving.</summary>
static class PacificTime
{
    static readonly LocalDateTimePattern Written = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss");
    /// <summary>With a fraction of a second, as Python writes it, and with a space for the T.</summary>
    static readonly LocalDateTimePattern[] Times = [LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss;FFFFFF"), LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss;FFFFFF")];
    static readonly LocalDatePattern[] Dates = [LocalDatePattern.CreateWithInvariantCulture("uuuu-MM-dd"), LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd")];

    /// <summary><c>2015-02-11T15:30:45</c>, the form that a client in use can read.</summary>
    public static string Write(DateTimeOffset at) => Written.Format(CrmTextValues.Local(at));

    /// <summary>Reads <c>2015-02-11</c>, <c>20150211</c> and <c>2015-02-11T15:30:45</c>.</summary>
    /// <param name="from">The first instant of that day or second.</param>
    /// <param name="to">The first instant after it.</param>
    public static bool TryRead(string text, out DateTimeOffset from, out DateTimeOffset to)
    {
        (from, to) = (default, default);
        foreach (var pattern in Times)
            if (pattern.Parse(text) is { Success: true, Value: var time } && IsPlausible(time.Date))
            {
                from = At(time);
                to = from + TimeSpan.FromSeconds(1);
                return true;
            }
        foreach (var pattern in Dates)
            if (pattern.Parse(text) is { Success: true, Value: var date } && IsPlausible(date))
            {
                (from, to) = (At(date.AtMidnight()), At(date.PlusDays(1).AtMidnight()));
                return true;
            }
        return false;
    }

    static bool IsPlausible(LocalDate date) => date.Year is > 1970 and < 2200;

    static DateTimeOffset At(LocalDateTime time) => time.InZoneLeniently(CrmTextValues.Zone).ToInstant().ToDateTimeOffset();
}
