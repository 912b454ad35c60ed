using FsCheck;
using FsCheck.Fluent;

namespace Hark.Grains.Tests;

public class Gsm7Tests
{
    static readonly char[] Alphabet = [.. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code).Where(character => Gsm7.Septets(character) > 0)];

    [Theory]
    [InlineData("hello", "68656C6C6F")]
    [InlineData("@", "00")]
    [InlineData("à", "7F")]
    [InlineData("Ξ", "1A")]
    [InlineData("Æ", "1C")]
    [InlineData("É !", "1F2021")]
    [InlineData("_", "11")]
    [InlineData("€", "1B65")]
    [InlineData("[{~^", "1B3C1B281B3D1B14")]
    [InlineData("\f}\\]|", "1B0A1B291B2F1B3E1B40")]
    [InlineData("ÄÖÑÜ§¿", "5B5C5D5E5F60")]
    public void Text_HasTheSeptetsOfTheTable(string text, string septets) => Assert.Equal(septets, Convert.ToHexString(Gsm7.Encode(text)));

    [Fact]
    public void Alphabet_IsThe127CharactersAndTheTenOfTheExtension() =>
        Assert.Equal((127, 10), (Alphabet.Count(character => Gsm7.Septets(character) == 1), Alphabet.Count(character => Gsm7.Septets(character) == 2)));

    [Fact]
    public void AnyTextOfTheAlphabet_ComesBackAndTakesTheSeptetsCounted() =>
        Prop.ForAll(Gen.Elements(Alphabet).ArrayOf().ToArbitrary(), characters =>
        {
            var septets = Gsm7.Encode(characters);
            return Gsm7.Decode(septets) == new string(characters) && septets.Length == characters.Sum(Gsm7.Septets);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("ж")]
    [InlineData("\u001B")]
    [InlineData("ç")]
    public void CharacterOutsideTheAlphabet_IsRefused(string text) => Assert.Throws<ArgumentException>(() => Gsm7.Encode(text));

    [Theory]
    [InlineData("1B", " ")]
    [InlineData("611B1B62", "a b")]
    [InlineData("1B61", "a")]
    [InlineData("53E9", "Sé")]
    public void SeptetsNobodyShouldSend_AreStillRead(string septets, string text) => Assert.Equal(text, Gsm7.Decode(Convert.FromHexString(septets)));
}
