using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Hark.Grains.Tests;

public class NumberRulesTests
{
    [Theory]
    [InlineData("+19155550123")]
    [InlineData("+12025550100")]
    [InlineData("+12125550199")]
    [InlineData("+14165550142")]
    [InlineData("+17875550142")]
    [InlineData("+18765550142")]
    [InlineData("+442079460018")]
    [InlineData("+447700900123")]
    [InlineData("+32470123456")]
    [InlineData("+31612345678")]
    [InlineData("+33612345678")]
    [InlineData("+4915112345678")]
    [InlineData("+390669812345")]
    [InlineData("+393123456789")]
    [InlineData("+5511961234567")]
    [InlineData("+8613123456789")]
    [InlineData("+919876543210")]
    [InlineData("+77710009998")]
    [InlineData("+6834000")]
    public void AssignedNumber_IsAccepted(string text)
    {
        var result = NumberRules.Check(text);
        Assert.True(result.Ok, result.Refusal?.Reason);
        Assert.Equal(text, result.Value.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("+")]
    [InlineData("+0155550123")]
    [InlineData("+1 915 555 0123")]
    [InlineData("(915) 555-0123")]
    [InlineData("+1915555012x")]
    [InlineData("+1915555012\u0663")]
    [InlineData("00442079460018")]
    [InlineData("9155550123")]
    [InlineData("19155550123")]
    [InlineData("+1234567890123456")]
    [InlineData("12")]
    public void OtherForm_IsMalformed(string? text)
    {
        var refusal = NumberRules.Check(text).Refusal;
        Assert.Equal(Codes.NumberMalformed, refusal?.Code);
        Assert.Contains("+1", refusal!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9155550123")]
    [InlineData("19155550123")]
    public void UsNumberWithoutPlus_IsToldTheRightForm(string text) =>
        Assert.Contains("+19155550123", NumberRules.Check(text).Refusal!.Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("911")]
    [InlineData("112")]
    [InlineData("999")]
    [InlineData("988")]
    [InlineData("000")]
    [InlineData("1911")]
    [InlineData("+911")]
    [InlineData("+112")]
    [InlineData("+1911")]
    [InlineData("+1988")]
    [InlineData("+44999")]
    [InlineData("+49110")]
    [InlineData("+353112")]
    [InlineData("+61000")]
    [InlineData("+19115550123")]
    [InlineData("+12129115501")]
    [InlineData("+17129119110")]
    public void EmergencyNumber_IsRefused(string text) => AssertRefused(Codes.NumberEmergency, text);

    [Theory]
    [InlineData("411")]
    [InlineData("12345")]
    [InlineData("444999")]
    [InlineData("+12345")]
    [InlineData("+311234")]
    public void ShortCode_IsRefused(string text) => AssertRefused(Codes.NumberShort, text);

    [Theory]
    [InlineData("+19005550123")]
    [InlineData("+12129765501")]
    [InlineData("+449012345678")]
    [InlineData("+31900123456")]
    [InlineData("+3290012345")]
    [InlineData("+33891234567")]
    [InlineData("+49900112345")]
    public void PremiumNumber_IsRefused(string text) => AssertRefused(Codes.NumberPremium, text);

    [Theory]
    [InlineData("+12115550123")]
    [InlineData("+11235550123")]
    [InlineData("+12221234567")]
    [InlineData("+19991234567")]
    [InlineData("+12120550123")]
    [InlineData("+12121550123")]
    [InlineData("+12124115501")]
    [InlineData("+12125551212")]
    [InlineData("+1212555012")]
    [InlineData("+121255501234")]
    [InlineData("+2105550123")]
    [InlineData("+999123456789")]
    [InlineData("+4479461234")]
    [InlineData("+324701234567")]
    [InlineData("+18005550123")]
    [InlineData("+18885550123")]
    [InlineData("+15005550006")]
    [InlineData("+17105550123")]
    public void NumberOutsideThePlan_IsUnassigned(string text) => AssertRefused(Codes.NumberUnassigned, text);

    [Fact]
    public void TollFreeNumber_IsNamedAsSuch() =>
        Assert.Contains("toll-free", NumberRules.Check("+18005550123").Refusal!.Reason, StringComparison.Ordinal);

    [Fact]
    public void AcceptedNumber_AllocatesNothing()
    {
        var number = PhoneNumber.Parse("+19155550123");
        NumberRules.Check(number);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++) NumberRules.Check(number);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void AnyNumber_IsJudgedWithoutThrowing_AndTheSameAsItsText() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).Two().Select(pair => (long)pair.Item1 * pair.Item2 % 1_000_000_000_000_000).ToArbitrary(), digits =>
        {
            var judged = NumberRules.Check(new PhoneNumber(digits));
            return digits < 10 || judged == NumberRules.Check(string.Create(CultureInfo.InvariantCulture, $"+{digits}")).Refusal;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(-5)]
    [InlineData(1_000_000_000_000_000)]
    [InlineData(long.MaxValue)]
    public void DigitsThatAreNoNumber_AreMalformed(long digits) =>
        Assert.Equal(Codes.NumberMalformed, NumberRules.Check(new PhoneNumber(digits))?.Code);

    static void AssertRefused(string code, string text)
    {
        var refusal = NumberRules.Check(text).Refusal;
        Assert.Equal(code, refusal?.Code);
        Assert.EndsWith(".", refusal!.Reason, StringComparison.Ordinal);
    }
}
