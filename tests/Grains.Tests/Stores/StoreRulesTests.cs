namespace Hark.Grains.Tests;

public class StoreRulesTests
{
    [Theory]
    [InlineData("Motors", null)]
    [InlineData(null, Codes.StoreNameInvalid)]
    [InlineData("", Codes.StoreNameInvalid)]
    [InlineData(" ", Codes.StoreNameInvalid)]
    [InlineData("Mo\ttors", Codes.StoreNameInvalid)]
    public void Name_IsPrintable(string? name, string? code) => Assert.Equal(code, StoreRules.CheckName(name)?.Code);

    [Fact]
    public void Name_HasAtMostSixtyCharacters()
    {
        Assert.Null(StoreRules.CheckName(new('n', 60)));
        Assert.Equal(Codes.StoreNameInvalid, StoreRules.CheckName(new('n', 61))?.Code);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(StoreRules.DefaultTimeZone, null)]
    [InlineData("Europe/Amsterdam", null)]
    [InlineData("", Codes.TimeZoneUnknown)]
    [InlineData("Chicago", Codes.TimeZoneUnknown)]
    [InlineData("Central Standard Time", Codes.TimeZoneUnknown)]
    public void TimeZone_IsAnIanaName(string? zone, string? code) => Assert.Equal(code, StoreRules.CheckTimeZone(zone)?.Code);

    [Theory]
    [InlineData(null, null)]
    [InlineData("+13125550123", null)]
    [InlineData("123", null)]
    [InlineData("12345678", null)]
    [InlineData("12", Codes.NumberMalformed)]
    [InlineData("123456789", Codes.NumberMalformed)]
    [InlineData("3125550123", Codes.NumberMalformed)]
    [InlineData("MOTORS", Codes.NumberMalformed)]
    [InlineData("", Codes.NumberMalformed)]
    public void Sender_IsANumberOrAShortCode(string? sender, string? code) => Assert.Equal(code, StoreRules.CheckSender(sender)?.Code);

    [Theory]
    [InlineData(1, "+15550000001")]
    [InlineData(9_999_999, "+15559999999")]
    [InlineData(10_000_001, "+15550000001")]
    public void SenderOfAStore_LiesWhereNoSubscriberIs(long store, string sender)
    {
        Assert.Equal(sender, StoreRules.SenderOf(new(store)));
        Assert.Null(StoreRules.CheckSender(sender));
        Assert.False(NumberRules.Check(sender).Ok);
    }
}
