namespace Hark.Api.Tests;

public sealed class PacificTimeTests
{
    [Theory]
    [InlineData("2015-02-11T23:30:45Z", "2015-02-11T15:30:45")]
    [InlineData("2026-07-04T22:30:46Z", "2026-07-04T15:30:46")]
    // The hour from 2 to 3 is left out in March, the one from 1 to 2 comes twice in November.
    [InlineData("2026-03-08T09:59:59Z", "2026-03-08T01:59:59")]
    [InlineData("2026-03-08T10:00:00Z", "2026-03-08T03:00:00")]
    [InlineData("2026-11-01T08:30:00Z", "2026-11-01T01:30:00")]
    [InlineData("2026-11-01T09:30:00Z", "2026-11-01T01:30:00")]
    [InlineData("2027-01-01T07:59:59.999Z", "2026-12-31T23:59:59")]
    public void Instant_IsWrittenAsAClockInCaliforniaShowsIt(string utc, string written) => Assert.Equal(written, PacificTime.Write(At(utc)));

    [Theory]
    [InlineData("2026-01-15", "2026-01-15T08:00:00Z", "2026-01-16T08:00:00Z")]
    [InlineData("20260704", "2026-07-04T07:00:00Z", "2026-07-05T07:00:00Z")]
    [InlineData("2026-03-08", "2026-03-08T08:00:00Z", "2026-03-09T07:00:00Z")]
    [InlineData("2026-11-01", "2026-11-01T07:00:00Z", "2026-11-02T08:00:00Z")]
    [InlineData("2015-02-11T15:30:45", "2015-02-11T23:30:45Z", "2015-02-11T23:30:46Z")]
    [InlineData("2026-12-31 23:59:59", "2027-01-01T07:59:59Z", "2027-01-01T08:00:00Z")]
    // What no clock shows is read as the time after the change; what it shows twice, as the first.
    [InlineData("2026-03-08T02:30:00", "2026-03-08T10:30:00Z", "2026-03-08T10:30:01Z")]
    [InlineData("2026-11-01T01:30:00", "2026-11-01T08:30:00Z", "2026-11-01T08:30:01Z")]
    public void DayOrSecond_IsReadFromItsFirstInstantToTheFirstAfterIt(string text, string from, string to)
    {
        Assert.True(PacificTime.TryRead(text, out var first, out var after));
        Assert.Equal((At(from), At(to)), (first, after));
    }

    static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture);
}
