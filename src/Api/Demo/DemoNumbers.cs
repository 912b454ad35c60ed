namespace Hark.Api;

/// <summary>Whether a number may be texted at an instant, by the quiet hours of its place.</summary>
public delegate bool MayTextAt(PhoneNumber number, DateTimeOffset time);

/// <summary>Numbers that belong to nobody and are awake at the moment, whatever the hour: somewhere it is day.</summary>
/// <remarks>US 555-0100 to 555-0199 and the British and Australian ranges are set aside for fiction (NANPA, Ofcom, ACMA).</remarks>
sealed class DemoNumbers(MayTextAt mayText, TimeProvider time)
{
    /// <summary>Longer than the demonstration takes.</summary>
    static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    static readonly int[] NewYork = [212, 315, 516, 518, 585, 607, 631, 716, 718, 845];
    static readonly int[] California = [209, 213, 310, 323, 408, 415, 510, 530, 559, 619];

    /// <param name="Opens">Local time from which the gate lets texts pass on every working day, with some room.</param>
    sealed record Region(string Zone, TimeOnly Opens, TimeOnly Closes, IEnumerable<PhoneNumber> Numbers);

    static readonly Region[] Regions =
    [
        new("America/New_York", new(9, 15), new(19, 45), Fictional(NewYork)),
        new("America/Los_Angeles", new(9, 15), new(19, 45), Fictional(California)),
        new("Europe/London", new(8, 10), new(20, 50), Range(44_7700_900_000)),
        new("Australia/Sydney", new(8, 10), new(20, 50), Range(61_491_570_000)),
    ];

    public IReadOnlyList<PhoneNumber> Awake(int most)
    {
        var now = time.GetUtcNow();
        return [.. Regions.Where(r => IsDay(r, now)).SelectMany(r => r.Numbers).Where(n => mayText(n, now) && mayText(n, now + Margin)).Take(most)];
    }

    static bool IsDay(Region region, DateTimeOffset now)
    {
        var local = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(region.Zone)).DateTime);
        return local >= region.Opens && local.Add(Margin) < region.Closes;
    }

    static IEnumerable<PhoneNumber> Fictional(int[] areas) =>
        areas.SelectMany(area => Enumerable.Range(0, 100).Select(line => new PhoneNumber(1_000_555_0100 + area * 10_000_000L + line)));

    static IEnumerable<PhoneNumber> Range(long first) => Enumerable.Range(0, 1000).Select(i => new PhoneNumber(first + i));
}
