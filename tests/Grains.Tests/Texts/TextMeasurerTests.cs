using FsCheck;
using FsCheck.Fluent;

namespace Hark.Grains.Tests;

public class TextMeasurerTests
{
    // Parts as carriers count them and as a per-160 bill counts them; the vectors of rules.md section 4.
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(160, 1, 1)]
    [InlineData(161, 2, 2)]
    [InlineData(240, 2, 2)]
    [InlineData(306, 2, 2)]
    [InlineData(307, 3, 2)]
    [InlineData(320, 3, 2)]
    [InlineData(459, 3, 3)]
    [InlineData(460, 4, 3)]
    [InlineData(1530, 10, 10)]
    [InlineData(1531, 11, 10)]
    [InlineData(1600, 11, 10)]
    public void PlainText_CountsSeptets(int length, int parts, int partsPer160) =>
        Assert.Equal(new TextMeasure(TextEncoding.Gsm7, length, parts, partsPer160), TextMeasurer.Measure(new string('a', length)));

    [Theory]
    [InlineData(70, 1, 1)]
    [InlineData(71, 2, 2)]
    [InlineData(134, 2, 2)]
    [InlineData(135, 3, 2)]
    [InlineData(670, 10, 10)]
    [InlineData(671, 11, 10)]
    [InlineData(1600, 24, 23)]
    public void ForeignText_CountsSixteenBitUnits(int length, int parts, int partsPer70) =>
        Assert.Equal(new TextMeasure(TextEncoding.Ucs2, length, parts, partsPer70), TextMeasurer.Measure(new string('ж', length)));

    [Theory]
    [InlineData(80, 160, 1)]
    [InlineData(81, 162, 2)]
    [InlineData(153, 306, 3)]
    public void EuroSigns_TakeTwoSeptetsEach(int length, int septets, int parts)
    {
        var measure = TextMeasurer.Measure(new string('€', length));
        Assert.Equal((septets, parts), (measure.Units, measure.Parts));
    }

    [Fact]
    public void EscapePairAtTheEndOfAPart_MovesToTheNext()
    {
        var text = new string('a', 152) + "€" + new string('a', 152);
        Assert.Equal(3, TextMeasurer.Measure(text).Parts);
        Assert.Equal([152, 152, 1], TextMeasurer.Split(text).Select(part => part.Length));
    }

    [Fact]
    public void SurrogatePairAtTheEndOfAPart_MovesToTheNext()
    {
        var text = new string('ж', 66) + "😀" + new string('ж', 66);
        Assert.Equal(new TextMeasure(TextEncoding.Ucs2, 134, 3, 2), TextMeasurer.Measure(text));
        Assert.Equal([66, 67, 1], TextMeasurer.Split(text).Select(part => part.Length));
    }

    [Fact]
    public void OneEmoji_TurnsTheWholeTextToUcs2() =>
        Assert.Equal(new TextMeasure(TextEncoding.Ucs2, 102, 2, 2), TextMeasurer.Measure(new string('a', 100) + "😀"));

    [Theory]
    [InlineData("^")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("\\")]
    [InlineData("[")]
    [InlineData("~")]
    [InlineData("]")]
    [InlineData("|")]
    [InlineData("€")]
    [InlineData("\f")]
    public void ExtensionCharacter_TakesTwoSeptets(string character) =>
        Assert.Equal(new TextMeasure(TextEncoding.Gsm7, 2, 1, 1), TextMeasurer.Measure(character));

    [Fact]
    public void DefaultAlphabet_TakesOneSeptetEach()
    {
        // All 127 characters of the table but the escape.
        var alphabet = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
            + "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
        Assert.Equal(127, alphabet.Length);
        Assert.Equal(new TextMeasure(TextEncoding.Gsm7, 127, 1, 1), TextMeasurer.Measure(alphabet));
    }

    [Theory]
    [InlineData("ç")]
    [InlineData("`")]
    [InlineData("’")]
    [InlineData("á")]
    [InlineData("\t")]
    public void NeighboursOfTheAlphabet_AreNotInIt(string character) =>
        Assert.Equal(TextEncoding.Ucs2, TextMeasurer.Measure(character).Encoding);

    [Fact]
    public void EmptyText_HasNoParts()
    {
        Assert.Equal(new TextMeasure(TextEncoding.Gsm7, 0, 0, 0), TextMeasurer.Measure(""));
        Assert.Empty(TextMeasurer.Split(""));
    }

    [Fact]
    public void AnyText_IsSplitAsMeasured() => Prop.ForAll(Texts(["a", "€", "|", "é"]), Holds).QuickCheckThrowOnFailure();

    [Fact]
    public void AnyForeignText_IsSplitAsMeasured() => Prop.ForAll(Texts(["a", "€", "ж", "😀", "👨‍👩‍👧"]), Holds).QuickCheckThrowOnFailure();

    static Arbitrary<string> Texts(string[] alphabet) =>
        Gen.Choose(1, 700).SelectMany(length => Gen.Elements(alphabet).ArrayOf(length)).Select(string.Concat).ToArbitrary();

    static void Holds(string text)
    {
        var measure = TextMeasurer.Measure(text);
        var parts = TextMeasurer.Split(text);
        Assert.Equal(text, string.Concat(parts));
        Assert.Equal(measure.Parts, parts.Count);
        var room = (measure.Encoding, measure.Parts) switch
        {
            (TextEncoding.Gsm7, 1) => 160,
            (TextEncoding.Gsm7, _) => 153,
            (_, 1) => 70,
            _ => 67,
        };
        foreach (var part in parts)
        {
            var units = measure.Encoding == TextEncoding.Gsm7 ? part.Sum(character => "€|".Contains(character) ? 2 : 1) : part.Length;
            Assert.InRange(units, 1, room);
            Assert.False(char.IsLowSurrogate(part[0]) || char.IsHighSurrogate(part[^1]));
        }
    }
}
