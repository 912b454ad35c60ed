using System.ComponentModel.DataAnnotations;

namespace Hark.Grains.Tests;

public class ShortCodeOptionsTests
{
    [Fact]
    public void Default_IsOneMarketingAndThreeCommunicationCodes()
    {
        var codes = new ShortCodeOptions().ToShortCodes();
        Assert.Equal("444999", codes.Marketing);
        Assert.Equal<string>(["24411", "36546", "55398"], codes.Communication);
        Assert.Null(Flaw(new()));
    }

    [Theory]
    [InlineData("123", "1234,12345678", null)]
    [InlineData("12", "24411", "Marketing: '12'")]
    [InlineData("+13125550123", "24411", "Marketing: '+13125550123'")]
    [InlineData("444999", "", "at least one")]
    [InlineData("444999", "24411,123456789", "'123456789'")]
    [InlineData("444999", "24411,abc", "'abc'")]
    [InlineData("444999", "24411,24411", "twice")]
    [InlineData("444999", "24411,444999", "marketing code")]
    public void CodesThatCannotBe_AreRefusedWithASentence(string marketing, string communication, string? says)
    {
        var flaw = Flaw(new() { Marketing = marketing, Communication = communication.Split(',', StringSplitOptions.RemoveEmptyEntries) });
        if (says is null) Assert.Null(flaw);
        else Assert.Contains(says, flaw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, null, null)]
    [InlineData(true, "444999", null)]
    [InlineData(true, "12345", Codes.SenderContradiction)]
    [InlineData(true, "+13125550123", Codes.SenderContradiction)]
    [InlineData(true, "24411", Codes.SenderContradiction)]
    [InlineData(false, "24411", Codes.SenderTaken)]
    [InlineData(false, "444999", null)]
    [InlineData(false, "12345", null)]
    [InlineData(false, null, null)]
    public void StoreOnTheSharedCodes_HasNoOtherSender(bool shared, string? sender, string? code) =>
        Assert.Equal(code, StoreRules.CheckShared(shared, sender, new ShortCodeOptions().ToShortCodes())?.Code);

    static string? Flaw(ShortCodeOptions options)
    {
        var flaws = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new(options), flaws, validateAllProperties: true) ? null : Assert.Single(flaws).ErrorMessage;
    }
}
