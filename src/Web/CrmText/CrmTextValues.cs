using NodaTime;

namespace Hark.Web;

/// <summary>People and times as the CRM Text API writes them, in its answers and in what it posts.</summary>
public static class CrmTextValues
{
    /// <summary>Whether daylight saving applies to its "Pacific Standard Time" is not told. It does here: times are what a clock in that zone shows.</summary>
    public static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["America/Los_Angeles"];

    public static LocalDateTime Local(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(Zone).LocalDateTime;

    /// <summary>Ten digits for a number of the North American plan; with its country code another.</summary>
    /// <param name="number">E.164.</param>
    public static string Mobile(string number) => number is ['+', '1', .. var national] && national.Length == 10 ? national : number.TrimStart('+');

    /// <summary>Empty when neither is known.</summary>
    public static string Name(string? first, string? last) => string.Join(' ', new[] { first, last }.Where(name => !string.IsNullOrEmpty(name)));
}
