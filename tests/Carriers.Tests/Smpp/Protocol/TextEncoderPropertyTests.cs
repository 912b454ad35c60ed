using FsCheck;
using FsCheck.Fluent;
using Hark.Grains;

namespace Hark.Carriers.Tests;

/// <summary>For any text and every form: it comes back, no part is too long for the air or cut within a character, and the parts are those that were billed.</summary>
public sealed class TextEncoderPropertyTests
{
    static readonly IReadOnlyList<TextForm> Forms =
        [.. from alphabet in Enum.GetValues<DefaultAlphabet>() from longTexts in Enum.GetValues<LongTexts>() select new TextForm(alphabet, longTexts)];

    [Fact]
    public void TextOfTheGsmAlphabet_ComesBackInPartsThatFit() => Prop.ForAll(Texts(["a", "€", "|", "é", "Ω", "\n"]), Holds).QuickCheckThrowOnFailure();

    [Fact]
    public void PlainText_ComesBackInPartsThatFit() => Prop.ForAll(Texts(["a", "b", "[", "$"]), Holds).QuickCheckThrowOnFailure();

    [Fact]
    public void ForeignText_ComesBackInPartsThatFit() => Prop.ForAll(Texts(["a", "€", "ж", "😀", "ç"]), Holds).QuickCheckThrowOnFailure();

    static Arbitrary<string> Texts(string[] alphabet) =>
        Gen.Choose(1, 700).SelectMany(length => Gen.Elements(alphabet).ArrayOf(length)).Select(string.Concat).ToArbitrary();

    static void Holds(string text)
    {
        foreach (var form in Forms) Holds(text, form);
    }

    static void Holds(string text, TextForm form)
    {
        var parts = TextEncoder.Encode(text, form, 0x0107);
        var read = parts.Select(part => UserData.Of(MessageOf(part))).ToArray();

        Assert.Equal(text, TextDecoder.Decode(read, form.Alphabet));
        Assert.Equal(text, string.Concat(read.Select(part => TextDecoder.Decode([part], form.Alphabet))));
        Assert.All(parts, part => Assert.InRange(part.Text.Length, 0, OctetsOnTheAir(part, form.Alphabet)));
        Assert.Equal(ExpectedParts(text, form, parts[0].DataCoding), parts.Count);
        if (parts.Count == 1) return;
        var reference = form.LongTexts == LongTexts.Udh ? 0x07 : 0x0107;
        Assert.Equal(Enumerable.Range(1, parts.Count).Select(number => new PartNumber((ushort)reference, (byte)parts.Count, (byte)number)), read.Select(part => part.Part!.Value));
    }

    static int OctetsOnTheAir(EncodedPart part, DefaultAlphabet alphabet) => part.DataCoding == 8 || alphabet == DefaultAlphabet.GsmPacked ? 140 : 160;

    static int ExpectedParts(string text, TextForm form, byte coding)
    {
        if (form.LongTexts == LongTexts.Payload) return 1;
        var billed = TextMeasurer.Split(text).Count;
        var lacksLetters = coding == 8 && form.Alphabet is (DefaultAlphabet.Latin1 or DefaultAlphabet.Ascii) && TextMeasurer.Measure(text).Encoding == TextEncoding.Gsm7;
        return lacksLetters ? TextMeasurer.SplitUcs2(text).Count : billed;
    }

    static ShortMessage MessageOf(EncodedPart part) => new(new(1, 1, "1"), new(1, 1, "2"), part.EsmClassBits, part.DataCoding, part.Text) { Tlvs = part.Tlvs };
}
