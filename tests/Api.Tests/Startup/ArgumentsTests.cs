namespace Hark.Api.Tests;

public sealed class ArgumentsTests
{
    [Fact]
    public void KnownArguments_AreRead()
    {
        Assert.Equal(new Arguments("/srv/hark", "http://127.0.0.1:1;http://[::1]:2", true), Arguments.Parse(["--data", "/srv/hark", "--urls=http://127.0.0.1:1;http://[::1]:2", "--demo"]));
        Assert.Equal(new Arguments(null, null, false), Arguments.Parse([]));
    }

    [Theory]
    [InlineData("--dmeo", "'--dmeo'")]
    [InlineData("demo", "'demo'")]
    [InlineData("--demo=yes", "'--demo=yes'")]
    [InlineData("--data", "--data needs a value")]
    [InlineData("--data --demo", "--data needs a value")]
    [InlineData("--data a --data b", "given twice")]
    [InlineData("--urls nowhere", "'nowhere'")]
    [InlineData("--urls ftp://127.0.0.1", "'ftp://127.0.0.1'")]
    public void ArgumentsThatCannotBe_StopTheStartWithASentence(string line, string says) =>
        Assert.Contains(says, Assert.Throws<StartException>(() => Arguments.Parse(line.Split(' '))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("HARK_ADMIN_KEY", "short", "at least 16")]
    [InlineData("Api:RequestsPerSecond", "0", "from 1 to 100000")]
    [InlineData("Api:RequestsPerMinute", "5", "Unknown setting Api:RequestsPerMinute")]
    [InlineData("Api:RequestsPerSecond", "many", "'many' at 'Api:RequestsPerSecond'")]
    [InlineData("Bandwidth:Rate", "0", "Rate")]
    [InlineData("Stores:SingleSendRate", "0", "SingleSendRate")]
    [InlineData("Bandwidth:Raet", "30", "Raet")]
    [InlineData("Policy:QuietHours", "sometimes", "QuietHours")]
    [InlineData("Carrier:Kind", "pigeon", "simulator, smpp or http")]
    [InlineData("Carrier:Kind", "smpp", "Smpp:Host is missing")]
    [InlineData("Smpp:Host", "smsc.example.com", "Smpp is set, but Carrier:Kind is 'simulator'")]
    [InlineData("Links:west:Kind", "smpp", "Links:west: Senders is empty")]
    [InlineData("Links:West:Kind", "smpp", "Links:West: the name of a link")]
    [InlineData("Links:west:Knd", "smpp", "Unknown setting Links:west:Knd")]
    [InlineData("ShortCodes:Marketing", "12", "ShortCodes:Marketing: '12'")]
    [InlineData("ShortCodes:Communication:0", "444999", "ShortCodes:Communication: 444999 is the marketing code")]
    [InlineData("ShortCodes:Communicaton:0", "24411", "Unknown setting ShortCodes:Communicaton")]
    public async Task SettingsThatCannotBe_StopTheStartWithASentence(string name, string value, string says)
    {
        var e = await Assert.ThrowsAnyAsync<Exception>(() => TestService.Start(new Dictionary<string, string?> { [name] = value }));
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DemoOnARealCarrier_StopsTheStart()
    {
        var e = await Assert.ThrowsAsync<StartException>(() => TestService.Start(new Dictionary<string, string?> { ["Carrier:Kind"] = "smpp", ["Smpp:Host"] = "smsc.example.com", ["Smpp:SystemId"] = "hark" }, args: "--demo"));
        Assert.Contains("smpp", e.Message, StringComparison.Ordinal);
    }
}
