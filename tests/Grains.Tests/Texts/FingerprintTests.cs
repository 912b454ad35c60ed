using FsCheck;
using FsCheck.Fluent;
using Hark.Testing;

namespace Hark.Grains.Tests;

public class FingerprintTests
{
    static readonly string[] Words = ["pizza", "sale", "Café", "today", "50", "Straße", "мир", "🍕", "don't"];

    [Theory]
    [InlineData("Half price today", "HALF  price\ntoday!!!")]
    [InlineData("Half price today", "- Half price today -")]
    [InlineData("Half price today", " “Half price today.” ")]
    [InlineData("Half price today", "Half\u00A0price\u200B today\uFEFF")]
    [InlineData("Half price today", "Ｈａｌｆ ｐｒｉｃｅ 𝐭𝐨𝐝𝐚𝐲")]
    [InlineData("Café fine", "Cafe\u0301 ﬁne")]
    [InlineData("Don't wait - come", "Don’t wait – come")]
    [InlineData("Σας", "ΣΑΣ")]
    public void SameToAReader_IsEqual(string left, string right) => Assert.Equal(Fingerprint.Of(left), Fingerprint.Of(right));

    [Theory]
    [InlineData("Table for 2", "Table for 3")]
    [InlineData("Half price today", "Half price to day")]
    [InlineData("Code 12-34", "Code 1234")]
    [InlineData("El año", "El ano")]
    [InlineData("Pizza 🍕", "Pizza 🍔")]
    [InlineData("!!!", "???")]
    [InlineData("1.5 off", "15 off")]
    public void OtherWords_AreDifferent(string left, string right) => Assert.NotEqual(Fingerprint.Of(left), Fingerprint.Of(right));

    [Fact]
    public void Value_IsTheSameInEveryVersion()
    {
        // First 8 bytes of SHA-256 over "HELLO WORLD"; stored with each text, so it must never change.
        Assert.Equal(0x787ec76dcafd20c1, Fingerprint.Of("Hello world!"));
    }

    [Fact]
    public void Picture_IsPartOfTheText()
    {
        var (photo, other) = (Sample.Picture(), Sample.Picture('b'));
        Assert.Equal(Fingerprint.Of("Half price", photo), Fingerprint.Of("HALF price!", photo));
        // Kept anew under another address it is the same picture.
        Assert.Equal(Fingerprint.Of("Half price", photo), Fingerprint.Of("Half price", photo with { Token = "t" }));
        Assert.Equal(Fingerprint.Of("Half price"), Fingerprint.Of("Half price", picture: null));
        Assert.Distinct(new[] { Fingerprint.Of("Half price"), Fingerprint.Of("Half price", photo), Fingerprint.Of("Half price", other), Fingerprint.Of("", photo), Fingerprint.Of("Full price", photo) });
        // Words that read as those of a picture do.
        Assert.NotEqual(Fingerprint.Of("Half price", photo), Fingerprint.Of($"Half price\n{photo.Hash}"));
    }

    [Fact]
    public void CaseAndSpacing_ChangeNothing() => Prop.ForAll(Sentences, Gen.Elements(" ", "  ", "\n", " \u200B", "\u00A0").ToArbitrary(), (words, space) =>
    {
        var plain = Fingerprint.Of(string.Join(' ', words));
        Assert.Equal(plain, Fingerprint.Of(space + string.Join(space, words) + space));
        Assert.Equal(plain, Fingerprint.Of(string.Join(' ', words).ToUpperInvariant()));
        Assert.Equal(plain, Fingerprint.Of(string.Join(' ', words).ToLowerInvariant()));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void AnotherWord_ChangesIt() => Prop.ForAll(Sentences, Sentences, (left, right) =>
        Assert.Equal(left.SequenceEqual(right), Fingerprint.Of(string.Join(' ', left)) == Fingerprint.Of(string.Join(' ', right)))).QuickCheckThrowOnFailure();

    static Arbitrary<string[]> Sentences => Gen.Elements(Words).NonEmptyListOf().Select(words => words.ToArray()).ToArbitrary();
}
