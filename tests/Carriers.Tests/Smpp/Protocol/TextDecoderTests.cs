namespace Hark.Carriers.Tests;

public sealed class TextDecoderTests
{
    [Theory]
    [InlineData(0x00, "Gsm", "00201B65", "@ €")]
    [InlineData(0x00, "GsmPacked", "E8329BFD06", "hello")]
    [InlineData(0x00, "Latin1", "40E9", "@é")]
    [InlineData(0x00, "Ascii", "5B5D", "[]")]
    [InlineData(0x01, "Gsm", "4024", "@$")]
    [InlineData(0x02, "Gsm", "53544F50", "STOP")]
    [InlineData(0x03, "Gsm", "40E9", "@é")]
    [InlineData(0x04, "Gsm", "53544F50", "STOP")]
    [InlineData(0x08, "Gsm", "0436D83DDE00", "ж😀")]
    [InlineData(0x08, "Gsm", "0436D8", "ж\uFFFD")]
    [InlineData(0x10, "Gsm", "00", "@")]
    [InlineData(0x14, "Gsm", "40", "@")]
    [InlineData(0x18, "Gsm", "0436", "ж")]
    [InlineData(0x19, "GsmPacked", "0436", "ж")]
    [InlineData(0xE0, "Gsm", "0436", "ж")]
    [InlineData(0xF0, "Gsm", "00", "@")]
    [InlineData(0xF1, "GsmPacked", "E8329BFD06", "hello")]
    [InlineData(0xF4, "Gsm", "40", "@")]
    [InlineData(0xF5, "GsmPacked", "53544F50", "STOP")]
    [InlineData(0x06, "Gsm", "00", "@")]
    [InlineData(0xC8, "Gsm", "00", "@")]
    public void Octets_AreReadByTheirCoding(byte coding, string alphabet, string octets, string text) =>
        Assert.Equal(text, TextDecoder.Decode(coding, Convert.FromHexString(octets), Enum.Parse<DefaultAlphabet>(alphabet)));

    [Theory]
    [InlineData(0, "1B", 0, "65", "€")]
    [InlineData(8, "D83D", 8, "DE00", "😀")]
    [InlineData(0, "41", 8, "0436", "Aж")]
    [InlineData(8, "0436", 0, "41", "жA")]
    [InlineData(0, "1B", 8, "0436", " ж")]
    public void PartsOfAText_AreJoinedBeforeTheyAreReadWhereTheyAreAlike(byte first, string firstOctets, byte second, string secondOctets, string text) =>
        Assert.Equal(text, TextDecoder.Decode([Part(first, firstOctets), Part(second, secondOctets)], DefaultAlphabet.Gsm));

    [Theory]
    [InlineData(0x40, "05000334020141", "41", 0x34, 2, 1)]
    [InlineData(0x40, "0608041234020241", "41", 0x1234, 2, 2)]
    [InlineData(0x43, "0A2403010203000334020141", "41", 0x34, 2, 1)]
    public void HeaderWithPartNumbers_IsTakenOff(byte esmClass, string octets, string text, int reference, int total, int number)
    {
        var data = UserData.Of(Message(esmClass, octets));

        Assert.Equal((text, new PartNumber((ushort)reference, (byte)total, (byte)number)), (Convert.ToHexString(data.Text.Span), data.Part!.Value));
    }

    [Theory]
    [InlineData(0x00, "05000334020141", "05000334020141")]
    [InlineData(0x40, "05000334010141", "41")]
    [InlineData(0x40, "05000334020041", "41")]
    [InlineData(0x40, "05000334020341", "41")]
    [InlineData(0x40, "05000434020141", "41")]
    [InlineData(0x40, "0041", "41")]
    [InlineData(0x40, "FF4142", "FF4142")]
    [InlineData(0x40, "", "")]
    public void MessageWithoutPossiblePartNumbers_IsAWholeText(byte esmClass, string octets, string text)
    {
        var data = UserData.Of(Message(esmClass, octets));

        Assert.Equal((text, null), (Convert.ToHexString(data.Text.Span), data.Part));
    }

    static UserData Part(byte coding, string octets) => new(coding, Convert.FromHexString(octets), 0, null);

    static ShortMessage Message(byte esmClass, string octets) => new(new(1, 1, "1"), new(1, 1, "2"), esmClass, 0, Convert.FromHexString(octets));
}
