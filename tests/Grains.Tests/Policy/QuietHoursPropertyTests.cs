using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Hark.Grains.Tests;

/// <summary>For any place and instant: the opening told is open, is the next one, and is within the hours of every zone.</summary>
public class QuietHoursPropertyTests
{
    static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    static readonly PhoneNumber[] Numbers =
        [.. Enumerable.Range(200, 800).Select(code => PhoneNumber.Parse($"+1{code}5550123")),
         .. Enumerable.Range(20, 979).Select(code => PhoneNumber.Parse($"+{code}00000000"[..11]))];

    // Half of the numbers are of the States, whose clocks change; minutes over 25 years.
    static readonly Arbitrary<(PhoneNumber Number, DateTimeOffset Now)> Cases =
        (from number in Gen.Elements(Numbers)
         from minute in Gen.Choose(0, 25 * 365 * 24 * 60)
         from ticks in Gen.Elements(0, 1, (int)(TimeSpan.TicksPerMinute - 1))
         select (number, Start.AddMinutes(minute).AddTicks(ticks))).ToArbitrary();

    static readonly QuietHoursTable Table = QuietHoursTable.Load();

    readonly QuietHours _hours = new(Table);

    [Fact]
    public void OpensAt_IsOpenAndTheNextOpening() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(Cases, sample =>
        {
            var (number, now) = sample;
            var answer = _hours.Decide(number, now);
            if (answer.Open) return answer.OpensAt == now;
            return answer.OpensAt > now
                && _hours.Decide(number, answer.OpensAt).Open
                && !_hours.Decide(number, answer.OpensAt.AddTicks(-1)).Open
                && Steps(now, answer.OpensAt).All(step => !_hours.Decide(number, step).Open);
        }));

    [Fact]
    public void NumberOfTheStates_IsOpenExactlyFromEightToNineInAllItsZones() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(Cases, sample =>
        {
            var (number, now) = sample;
            var place = NumberPlaces.Of(number);
            return place.Country != "US" || _hours.Decide(number, now).Open == place.Zones.All(zone => IsDay(zone, now));
        }));

    [Fact]
    public void FreshAndKeptCalendar_AnswerTheSame() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Cases, Gen.Choose(-14 * 24 * 60, 14 * 24 * 60).ToArbitrary(), (sample, minutes) =>
        {
            var (number, now) = sample;
            var later = now.AddMinutes(minutes);
            _hours.Decide(number, now);
            return _hours.Decide(number, later) == new QuietHours(Table).Decide(number, later);
        }));

    static bool IsDay(string zone, DateTimeOffset now)
    {
        var hour = Instant.FromDateTimeOffset(now).InZone(DateTimeZoneProviders.Tzdb[zone]).Hour;
        return hour is >= 8 and < 21;
    }

    static IEnumerable<DateTimeOffset> Steps(DateTimeOffset from, DateTimeOffset until)
    {
        for (var step = from; step < until; step = step.AddMinutes(15)) yield return step;
    }
}
