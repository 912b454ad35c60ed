namespace Hark.Grains.Tests;

public class KeywordRulesTests
{
    [Theory]
    [InlineData("pizza", "PIZZA")]
    [InlineData("Vip4", "VIP4")]
    [InlineData("ABCDEFGHIJ123456789", "ABCDEFGHIJ123456789")]
    public void GoodKeyword_IsPutInUpperCase(string keyword, string canonical)
    {
        var result = KeywordRules.Check(keyword);
        Assert.Equal((true, canonical), (result.Ok, result.Value));
    }

    [Theory]
    [InlineData(null, "empty")]
    [InlineData(" ", "empty")]
    [InlineData("VIP", "fewest")]
    [InlineData("ABCDEFGHIJ1234567890", "most")]
    [InlineData("PIZZA CLUB", "spaces")]
    [InlineData(" PIZZA", "spaces")]
    [InlineData("12345", "digits")]
    [InlineData("PIZZA!", "other than")]
    [InlineData("CAFÉS", "other than")]
    public void BadKeyword_IsRefusedWithItsFault(string? keyword, string fault)
    {
        var refusal = KeywordRules.Check(keyword).Refusal;
        Assert.Equal(Codes.KeywordInvalid, refusal?.Code);
        Assert.Contains(fault, refusal!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("STOP")]
    [InlineData("stopall")]
    [InlineData("STOP ALL")]
    [InlineData("END")]
    [InlineData("TD")]
    [InlineData("help")]
    [InlineData("INFO")]
    [InlineData("YES")]
    [InlineData("Y")]
    [InlineData("START")]
    [InlineData("unstop")]
    [InlineData("OPT-OUT")]
    [InlineData("STOPPPP")]
    public void WordThatHandsetsUse_IsReserved(string keyword) =>
        Assert.Equal(Codes.KeywordReserved, KeywordRules.Check(keyword).Refusal?.Code);
}
