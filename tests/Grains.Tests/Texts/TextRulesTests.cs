namespace Hark.Grains.Tests;

public class TextRulesTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \r\n\t ")]
    [InlineData("\u200B\u200D")]
    public void NothingToRead_IsEmpty(string? text) => Assert.Equal(Codes.TextEmpty, TextRules.Check(text)?.Code);

    [Fact]
    public void LimitOf1600_IsTheLastThatPasses()
    {
        Assert.Null(TextRules.Check(new string('a', 1600)));
        var refusal = TextRules.Check(new string('a', 1601));
        Assert.Equal(Codes.TextTooLong, refusal?.Code);
        Assert.Contains("1601", refusal!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Emoji_CountsAsTwo() => Assert.Equal(Codes.TextTooLong, TextRules.Check(new string('a', 1599) + "😀")?.Code);

    [Fact]
    public void CharacterLostOnItsWay_IsMalformed() => Assert.Equal(Codes.TextMalformed, TextRules.Check("Caf\uFFFD is open")?.Code);

    public static TheoryData<int> Halves => new() { 0xD83D, 0xDE00 };

    [Theory]
    [MemberData(nameof(Halves))]
    public void LoneSurrogate_IsMalformed(int half)
    {
        Assert.Equal(Codes.TextMalformed, TextRules.Check($"a{(char)half}b")?.Code);
        Assert.Equal(Codes.TextMalformed, TextRules.Check($"a{(char)half}")?.Code);
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x07)]
    [InlineData(0x09)]
    [InlineData(0x0C)]
    [InlineData(0x1B)]
    [InlineData(0x7F)]
    [InlineData(0x85)]
    [InlineData(0x9F)]
    [InlineData(0x202A)]
    [InlineData(0x202E)]
    [InlineData(0x2066)]
    [InlineData(0x2069)]
    public void ControlCharacter_IsRefusedAndNamed(int character)
    {
        var refusal = TextRules.Check($"Sale{(char)character} today");
        Assert.Equal(Codes.TextControlCharacters, refusal?.Code);
        Assert.Contains($"U+{character:X4}", refusal!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Two\r\nlines\nand more")]
    [InlineData("👨‍👩‍👧 family, שלום\u200F, مرحبا")]
    public void LineBreaksEmojiAndOtherScripts_Pass(string text) => Assert.Null(TextRules.Check(text));
}
