using System.Globalization;

namespace Hark.Grains.Tests;

public class QuietHoursTests
{
    const string ElPaso = "+19155550123", Pensacola = "+18505550123", Miami = "+13055550123", Phoenix = "+16025550123", NewYork = "+12125550123",
        Honolulu = "+18085550123", Brussels = "+32470123456", Nobody = "+12221234567", Toronto = "+14165550123";

    readonly QuietHours _hours = new(QuietHoursTable.Load());

    [Theory]
    // Winter. Mountain is UTC-7, Central -6, Eastern -5.
    [InlineData(ElPaso, "2026-11-18T14:30:00Z", false, "2026-11-18T15:00:00Z")]
    [InlineData(ElPaso, "2026-11-18T15:00:00Z", true, "2026-11-18T15:00:00Z")]
    [InlineData(ElPaso, "2026-11-19T03:30:00Z", true, "2026-11-19T03:30:00Z")]
    [InlineData(ElPaso, "2026-11-19T04:00:00Z", false, "2026-11-19T15:00:00Z")]
    // Both zones of 850 must be open: from eight Central to nine Eastern.
    [InlineData(Pensacola, "2026-11-18T13:30:00Z", false, "2026-11-18T14:00:00Z")]
    [InlineData(Pensacola, "2026-11-19T01:59:00Z", true, "2026-11-19T01:59:00Z")]
    [InlineData(Pensacola, "2026-11-19T02:00:00Z", false, "2026-11-19T14:00:00Z")]
    [InlineData(Miami, "2026-11-18T13:30:00Z", true, "2026-11-18T13:30:00Z")]
    // Arizona keeps UTC-7 all year.
    [InlineData(Phoenix, "2026-07-15T14:59:00Z", false, "2026-07-15T15:00:00Z")]
    [InlineData(Phoenix, "2026-12-15T14:59:00Z", false, "2026-12-15T15:00:00Z")]
    [InlineData(ElPaso, "2026-07-15T14:00:00Z", true, "2026-07-15T14:00:00Z")]
    [InlineData(Honolulu, "2026-11-18T17:59:59Z", false, "2026-11-18T18:00:00Z")]
    [InlineData(Brussels, "2026-11-18T06:59:00Z", false, "2026-11-18T07:00:00Z")]
    [InlineData(Brussels, "2026-11-18T20:00:00Z", false, "2026-11-19T07:00:00Z")]
    public void Hours_AreThoseOfTheRecipient(string number, string now, bool open, string opensAt)
    {
        var answer = Decide(number, now);
        Assert.Equal((open, At(opensAt)), (answer.Open, answer.OpensAt));
    }

    [Theory]
    [InlineData("2026-11-18T12:59:59.9990000Z", false)]
    [InlineData("2026-11-18T12:59:59.9999999Z", false)]
    [InlineData("2026-11-18T13:00:00.0000000Z", true)]
    [InlineData("2026-11-19T01:59:59.9990000Z", true)]
    [InlineData("2026-11-19T01:59:59.9999999Z", true)]
    [InlineData("2026-11-19T02:00:00.0000000Z", false)]
    public void Window_IsHalfOpen(string now, bool open) => Assert.Equal(open, Decide(NewYork, now).Open);

    [Theory]
    // Spring forward on 2026-03-08, back on 2026-11-01: the night is an hour shorter or longer.
    [InlineData("2026-03-08T02:00:00Z", "2026-03-08T12:00:00Z")]
    [InlineData("2026-03-09T01:00:00Z", "2026-03-09T12:00:00Z")]
    [InlineData("2026-11-01T01:00:00Z", "2026-11-01T13:00:00Z")]
    [InlineData("2026-11-02T02:00:00Z", "2026-11-02T13:00:00Z")]
    public void ChangeOfClocks_MovesTheOpening(string closed, string opensAt)
    {
        Assert.True(_hours.Decide(PhoneNumber.Parse(NewYork), At(closed).AddTicks(-1)).Open);
        var answer = Decide(NewYork, closed);
        Assert.Equal((false, At(opensAt)), (answer.Open, answer.OpensAt));
    }

    [Fact]
    public void CampaignAcrossTheClosing_IsHeldFromTheMinuteOfIt()
    {
        var start = At("2026-11-19T01:58:00Z");
        var open = Enumerable.Range(0, 55).Select(minute => _hours.Decide(PhoneNumber.Parse(NewYork), start.AddMinutes(minute)).Open).ToList();
        Assert.Equal([true, true], open.Take(2));
        Assert.DoesNotContain(true, open.Skip(2));
    }

    [Theory]
    // No zone is known: ten in Honolulu (20:00Z) to six in New York (23:00Z).
    [InlineData("2026-11-18T19:59:00Z", false, "2026-11-18T20:00:00Z")]
    [InlineData("2026-11-18T22:59:00Z", true, "2026-11-18T22:59:00Z")]
    [InlineData("2026-11-18T23:00:00Z", false, "2026-11-19T20:00:00Z")]
    // Saturday ends at five (22:00Z); Sunday has no hours.
    [InlineData("2026-11-21T22:00:00Z", false, "2026-11-23T20:00:00Z")]
    [InlineData("2026-11-22T21:00:00Z", false, "2026-11-23T20:00:00Z")]
    public void UnknownPlace_HasTheStrictestHoursInEveryZone(string now, bool open, string opensAt)
    {
        var answer = Decide(Nobody, now);
        Assert.Equal((open, At(opensAt)), (answer.Open, answer.OpensAt));
        Assert.Equal("unknown", answer.ZoneSource);
        Assert.StartsWith("America/New_York|", answer.Zones, StringComparison.Ordinal);
    }

    [Fact]
    public void CountryWithoutARow_HasTheStrictestHoursInItsZone()
    {
        var answer = Decide(Toronto, "2026-11-22T17:00:00Z");
        Assert.Equal((false, At("2026-11-23T15:00:00Z"), "unknown"), (answer.Open, answer.OpensAt, answer.Rule));
        Assert.Equal("America/Toronto", answer.Zones);
    }

    [Fact]
    public void Answer_TellsZonesAndRule()
    {
        var answer = Decide(Pensacola, "2026-11-18T17:00:00Z");
        Assert.Equal(("America/Chicago|America/New_York", "area-code", "us-federal"), (answer.Zones, answer.ZoneSource, answer.Rule));
    }

    [Fact]
    public void LocalOffsetOfTheClock_ChangesNothing()
    {
        var utc = At("2026-11-19T03:00:00Z");
        Assert.Equal(Decide(NewYork, "2026-11-19T03:00:00Z").OpensAt, _hours.Decide(PhoneNumber.Parse(NewYork), utc.ToOffset(TimeSpan.FromHours(9))).OpensAt);
    }

    [Fact]
    public void RepeatedDecision_AllocatesNothing()
    {
        var (number, now) = (PhoneNumber.Parse(Pensacola), At("2026-11-18T17:00:00Z"));
        _hours.Decide(number, now);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var minute = 0; minute < 1_000; minute++) _hours.Decide(number, now.AddMinutes(minute));
        // Only a calendar worked out anew would allocate.
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    QuietHoursAnswer Decide(string number, string now) => _hours.Decide(PhoneNumber.Parse(number), At(now));

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
