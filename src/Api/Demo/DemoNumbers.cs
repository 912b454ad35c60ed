using Hark.Grains;

namespace Hark.Api;

/// <summary>Whether a number may be texted at an instant, by the quiet hours of its place.</summary>
public delegate bool MayTextAt(PhoneNumber number, DateTimeOffset time);

/// <summary>Numbers that belong to nobody and are awake at the moment, whatever the hour: somewhere it is day.</summary>
/// <remarks>
/// The ranges follow the sun from New York west to Paris, so that one of them has opened before another closes. Set aside for fiction are
/// 555-0100 to 555-0199 of each +1 area code (NANPA), +44 7700 900000 to 900999 (Ofcom) and +33 6 39 98 00 00 to 99 99 (ARCEP).
/// The islands have few area codes, so they give other lines of the exchange 555 too, on which there are no subscribers.
/// </remarks>
sealed class DemoNumbers(MayTextAt mayText, TimeProvider time)
{
    /// <summary>Longer than the demonstration takes.</summary>
    static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    static readonly int[] NewYork = [212, 315, 516, 518, 585, 607, 631, 716, 718, 845];
    static readonly int[] California = [209, 213, 310, 323, 408, 415, 510, 530, 559, 619];

    static readonly PhoneNumber[] All =
    [
        .. NewYork.SelectMany(area => Exchange555(area, firstLine: 100, count: 100)),
        .. California.SelectMany(area => Exchange555(area, firstLine: 100, count: 100)),
        .. Exchange555(area: 808, firstLine: 0, count: 1000), // Hawaii
        .. Exchange555(area: 684, firstLine: 0, count: 1000), // American Samoa
        .. Exchange555(area: 671, firstLine: 0, count: 1000), // Guam
        .. Range(33_6_39_98_00_00, count: 1000),
        .. Range(44_7700_900_000, count: 1000),
    ];

    /// <summary>By the table that the gate uses, also where the setting <c>Policy:QuietHours</c> is off.</summary>
    public static MayTextAt MayTextByQuietHours()
    {
        var hours = new QuietHours(QuietHoursTable.Load());
        return (number, time) => hours.Decide(number, time).Open;
    }

    /// <param name="most">Fewer come back only if the quiet hours leave no more; at the present ones there are a thousand at any time.</param>
    public IReadOnlyList<PhoneNumber> Awake(int most)
    {
        var now = time.GetUtcNow();
        return [.. All.Where(number => mayText(number, now) && mayText(number, now + Margin)).Take(most)];
    }

    static IEnumerable<PhoneNumber> Exchange555(int area, int firstLine, int count) => Range(1_000_555_0000 + area * 10_000_000L + firstLine, count);

    static IEnumerable<PhoneNumber> Range(long first, int count) => Enumerable.Range(0, count).Select(i => new PhoneNumber(first + i));
}
