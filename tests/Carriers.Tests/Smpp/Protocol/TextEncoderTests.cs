namespace Hark.Carriers.Tests;

public sealed class TextEncoderTests
{
    static readonly TextForm Usual = new(DefaultAlphabet.Gsm, LongTexts.Udh);

    [Theory]
    [InlineData("Gsm", "hello", 0, "68656C6C6F")]
    [InlineData("GsmPacked", "hello", 0, "E8329BFD06")]
    [InlineData("Latin1", "hé@", 0, "68E940")]
    [InlineData("Ascii", "h@$", 0, "684024")]
    [InlineData("Gsm", "€", 0, "1B65")]
    [InlineData("Gsm", "@", 0, "00")]
    [InlineData("Gsm", "ж", 8, "0436")]
    [InlineData("Gsm", "a😀", 8, "0061D83DDE00")]
    [InlineData("Latin1", "€", 8, "20AC")]
    [InlineData("Latin1", "Ω", 8, "03A9")]
    [InlineData("Ascii", "é", 8, "00E9")]
    public void Text_GoesInTheAlphabetOfTheLinkOrInUcs2(string alphabet, string text, byte coding, string octets)
    {
        var part = Assert.Single(TextEncoder.Encode(text, Usual with { Alphabet = Enum.Parse<DefaultAlphabet>(alphabet) }, 1));

        Assert.Equal((coding, octets, (byte)0, 0), (part.DataCoding, Convert.ToHexString(part.Text.Span), part.EsmClassBits, part.Tlvs.Count));
    }

    [Fact]
    public void TextOfOnePart_IsTheSameInEveryForm() =>
        Assert.All(Enum.GetValues<LongTexts>(), form =>
        {
            var part = Assert.Single(TextEncoder.Encode(new string('a', 160), Usual with { LongTexts = form }, 1));
            Assert.Equal((160, 0, (byte)0), (part.Text.Length, part.Tlvs.Count, part.EsmClassBits));
        });

    [Fact]
    public void Udh_HeadsEachPartWithReferenceTotalAndNumber()
    {
        var parts = TextEncoder.Encode(new string('a', 161), Usual, 0x1234);

        Assert.Equal(["050003340201", "050003340202"], parts.Select(part => Convert.ToHexString(part.Text.Span[..6])));
        Assert.Equal([159, 14], parts.Select(part => part.Text.Length));
        Assert.All(parts, part => Assert.Equal((0x40, 0), (part.EsmClassBits, part.Tlvs.Count)));
    }

    [Fact]
    public void Sar_TellsReferenceTotalAndNumberInParameters()
    {
        var parts = TextEncoder.Encode(new string('a', 161), Usual with { LongTexts = LongTexts.Sar }, 0x1234);

        Assert.Equal([153, 8], parts.Select(part => part.Text.Length));
        Assert.Equal(
            ["020C:1234 020E:02 020F:01", "020C:1234 020E:02 020F:02"],
            parts.Select(part => string.Join(' ', part.Tlvs.Select(tlv => $"{tlv.Tag:X4}:{Convert.ToHexString(tlv.Value.Span)}"))));
        Assert.All(parts, part => Assert.Equal(0, part.EsmClassBits));
    }

    [Fact]
    public void Payload_IsOnePartWithTheWholeText()
    {
        var part = Assert.Single(TextEncoder.Encode(new string('a', 1600), Usual with { LongTexts = LongTexts.Payload }, 1));

        var payload = Assert.Single(part.Tlvs);
        Assert.Equal((TlvTag.MessagePayload, 1600, true), (payload.Tag, payload.Value.Length, part.Text.IsEmpty));
    }

    [Fact]
    public void LongestText_HasAllItsParts()
    {
        var plain = TextEncoder.Encode(new string('a', 1600), Usual, 1);
        var foreign = TextEncoder.Encode(new string('ж', 1600), Usual, 1);

        Assert.Equal((11, 1600), (plain.Count, plain.Sum(part => part.Text.Length - 6)));
        Assert.Equal((24, 3200), (foreign.Count, foreign.Sum(part => part.Text.Length - 6)));
    }

    [Fact]
    public void TextThatTheLinkLacksALetterFor_TakesMorePartsThanWereCounted()
    {
        var parts = TextEncoder.Encode(new string('a', 159) + "é", Usual with { Alphabet = DefaultAlphabet.Ascii }, 1);

        Assert.Equal([8, 8, 8], parts.Select(part => part.DataCoding));
    }

    [Fact]
    public void MoreThan255Parts_AreRefused() => Assert.Throws<ArgumentException>(() => TextEncoder.Encode(new string('a', 255 * 153 + 1), Usual, 1));

    [Fact]
    public void EmptyText_HasNoParts() => Assert.Empty(TextEncoder.Encode("", Usual, 1));
}
