namespace Hark.Carriers.Tests;

public sealed class SmppNumberTests
{
    [Theory]
    [InlineData(1, "12015550100", "+12015550100")]
    [InlineData(1, "+12015550100", "+12015550100")]
    [InlineData(0, "32475123456", "+32475123456")]
    [InlineData(1, "0032475123456", "+32475123456")]
    [InlineData(2, "2015550100", "+12015550100")]
    [InlineData(2, "12015550100", "+12015550100")]
    [InlineData(0, "4512345678", "+4512345678")]
    [InlineData(5, "Bakery", null)]
    [InlineData(1, "", null)]
    public void Person_IsTheNumberInE164(byte ton, string address, string? number) =>
        Assert.Equal(number is null ? null : PhoneNumber.Parse(number), SmppNumber.Person(new(ton, 1, address)));

    [Theory]
    [InlineData(3, "80565", "80565")]
    [InlineData(1, "12345678", "12345678")]
    [InlineData(1, "18005550199", "+18005550199")]
    [InlineData(2, "8005550199", "+18005550199")]
    public void Ours_IsAShortCodeOrANumberInE164(byte ton, string address, string ours) => Assert.Equal(ours, SmppNumber.Ours(new(ton, 1, address)));
}
