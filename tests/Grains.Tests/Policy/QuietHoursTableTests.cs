using System.Globalization;

namespace Hark.Grains.Tests;

public class QuietHoursTableTests
{
    const string Day = """{"monday":"08:00-20:00","tuesday":"08:00-20:00","wednesday":"08:00-20:00","thursday":"08:00-20:00","friday":"08:00-20:00","saturday":"08:00-20:00","sunday":null}""";
    const string Federal = """{"id":"federal","authority":"a","mark":"quoted","effective":"2020-01-01","until":null,"countries":["US"],"regions":[],"windows":{"monday":"08:00-21:00","tuesday":"08:00-21:00","wednesday":"08:00-21:00","thursday":"08:00-21:00","friday":"08:00-21:00","saturday":"08:00-21:00","sunday":"08:00-21:00"}}""";
    const string Fallback = $$"""{"id":"unknown","authority":"a","mark":"design","effective":"2020-01-01","until":null,"countries":[],"regions":[],"fallbackZones":["America/New_York"],"windows":{{Day}}}""";
    const string Alabama = $$"""{"id":"us-al","authority":"a","mark":"quoted","effective":"2026-11-19","until":null,"countries":["US"],"regions":["AL"],"windows":{{Day}}}""";

    [Fact]
    public void RowOfAState_NarrowsTheFederalHoursOfItsNumbersFromItsDate()
    {
        var hours = new QuietHours(QuietHoursTable.Parse(Table(Federal, Fallback, Alabama)));
        var (birmingham, chicago) = (PhoneNumber.Parse("+12055550123"), PhoneNumber.Parse("+13125550123"));
        // 20:30 Central on the 18th, the 19th, and noon on Sunday the 22nd.
        Assert.True(hours.Decide(birmingham, At("2026-11-19T02:30:00Z")).Open);
        var answer = hours.Decide(birmingham, At("2026-11-20T02:30:00Z"));
        Assert.Equal((false, At("2026-11-20T14:00:00Z"), "federal|us-al"), (answer.Open, answer.OpensAt, answer.Rule));
        Assert.Equal(At("2026-11-23T14:00:00Z"), hours.Decide(birmingham, At("2026-11-22T18:00:00Z")).OpensAt);
        Assert.True(hours.Decide(chicago, At("2026-11-20T02:30:00Z")).Open);
        Assert.True(hours.Decide(chicago, At("2026-11-22T18:00:00Z")).Open);
    }

    [Fact]
    public void RowThatHasEnded_LeavesTheStrictestHours()
    {
        var hours = new QuietHours(QuietHoursTable.Parse(Table(Federal.Replace("\"until\":null", "\"until\":\"2026-11-19\"", StringComparison.Ordinal), Fallback)));
        var newYork = PhoneNumber.Parse("+12125550123");
        Assert.True(hours.Decide(newYork, At("2026-11-19T01:30:00Z")).Open);
        Assert.False(hours.Decide(newYork, At("2026-11-20T01:30:00Z")).Open);
    }

    [Fact]
    public void HoursThatNeverMeet_HoldForGood()
    {
        var nights = Fallback.Replace("America/New_York\"]", "America/New_York\",\"Asia/Tokyo\"]", StringComparison.Ordinal).Replace("08:00-20:00", "08:00-09:00", StringComparison.Ordinal);
        var answer = new QuietHours(QuietHoursTable.Parse(Table(nights))).Decide(PhoneNumber.Parse("+12221234567"), At("2026-11-18T17:00:00Z"));
        Assert.Equal((false, DateTimeOffset.MaxValue), (answer.Open, answer.OpensAt));
    }

    [Fact]
    public void WindowsAroundAChangeOfClocks_AreTheirStricterReading()
    {
        // 01:30 happens twice on 2026-11-01 in New York (05:30Z, 06:30Z); 02:30 not at all on 2026-03-08 (the clocks change at 07:00Z).
        Assert.Equal(At("2026-11-01T06:30:00Z"), OpensAt("01:30-24:00", "2026-11-01T05:00:00Z"));
        Assert.Equal(At("2026-11-02T05:00:00Z"), OpensAt("00:00-01:30", "2026-11-01T05:30:00Z"));
        Assert.Equal(At("2026-03-08T07:00:00Z"), OpensAt("02:30-24:00", "2026-03-08T06:00:00Z"));
        Assert.Equal(At("2026-03-09T04:00:00Z"), OpensAt("00:00-02:30", "2026-03-08T07:00:00Z"));

        static DateTimeOffset OpensAt(string window, string now)
        {
            var row = Federal.Replace("08:00-21:00", window, StringComparison.Ordinal);
            return new QuietHours(QuietHoursTable.Parse(Table(row, Fallback))).Decide(PhoneNumber.Parse("+12125550123"), At(now)).OpensAt;
        }
    }

    [Theory]
    [InlineData("\"countries\":[\"US\"]", "\"countries\":[\"QQ\"]", "QQ")]
    [InlineData("\"regions\":[]", "\"regions\":[\"XX\"]", "XX")]
    [InlineData("\"regions\":[]", "\"region\":[]", "region")]
    [InlineData("\"mark\":\"quoted\"", "\"mark\":\"heard\"", "heard")]
    [InlineData("\"authority\":\"a\"", "\"authority\":\"\"", "authority")]
    [InlineData("\"sunday\":\"08:00-21:00\"", "\"sunday\":\"21:00-08:00\"", "21:00-08:00")]
    [InlineData("\"sunday\":\"08:00-21:00\"", "\"sunday\":\"8-21\"", "8-21")]
    [InlineData(",\"sunday\":\"08:00-21:00\"", "", "sunday")]
    [InlineData("\"until\":null", "\"until\":\"2019-01-01\"", "ends before")]
    [InlineData("\"id\":\"federal\"", "\"id\":\"unknown\"", "unknown")]
    [InlineData("\"regions\":[]", "\"regions\":[],\"fallbackZones\":[\"America/New_York\"]", "fallback")]
    public void FaultyRow_StopsTheLoadAndIsNamed(string right, string wrong, string named)
    {
        Assert.Contains(right, Federal, StringComparison.Ordinal);
        AssertRefused(named, Federal.Replace(right, wrong, StringComparison.Ordinal), Fallback);
    }

    [Fact]
    public void TwoRowsOfOneCountryAtOneTime_ContradictEachOther()
    {
        AssertRefused("contradicts", Federal, Fallback, Federal.Replace("\"id\":\"federal\"", "\"id\":\"second\"", StringComparison.Ordinal));
        AssertRefused("contradicts", Federal, Fallback, Alabama, Alabama.Replace("us-al", "us-al-2", StringComparison.Ordinal));
    }

    [Fact]
    public void SuccessorOfAnEndedRow_IsNoContradiction() =>
        Assert.Equal(4, QuietHoursTable.Parse(Table(Federal, Fallback, Alabama.Replace("\"until\":null", "\"until\":\"2027-01-01\"", StringComparison.Ordinal),
            Alabama.Replace("us-al", "us-al-2", StringComparison.Ordinal).Replace("2026-11-19", "2027-01-01", StringComparison.Ordinal))).Rows.Count);

    [Fact]
    public void FallbackRow_IsNeededOnceWithZonesThatExist()
    {
        AssertRefused("exactly one row", Federal);
        AssertRefused("exactly one row", Federal, Fallback, Fallback.Replace("\"id\":\"unknown\"", "\"id\":\"unknown-2\"", StringComparison.Ordinal));
        AssertRefused("America/Nowhere", Federal, Fallback.Replace("America/New_York", "America/Nowhere", StringComparison.Ordinal));
    }

    [Fact]
    public void TableOfTheProduct_LoadsAndNamesItsVersion()
    {
        var table = QuietHoursTable.Load();
        Assert.Equal("2026-11-22", table.Version);
        Assert.Contains(table.Rows, row => row.Id == "us-federal");
    }

    static void AssertRefused(string named, params string[] rows) =>
        Assert.Contains(named, Assert.Throws<InvalidDataException>(() => QuietHoursTable.Parse(Table(rows))).Message, StringComparison.Ordinal);

    static string Table(params string[] rows) => $$"""{"version":"test","rows":[{{string.Join(',', rows)}}]}""";

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
