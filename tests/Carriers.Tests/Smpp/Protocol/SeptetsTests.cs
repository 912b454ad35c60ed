using FsCheck;
using FsCheck.Fluent;
using Hark.Grains;

namespace Hark.Carriers.Tests;

public sealed class SeptetsTests
{
    // The first is the example every manual has; "OPT OUT" leaves seven bits, which are filled with CR.
    [Theory]
    [InlineData("hello", "E8329BFD06")]
    [InlineData("€", "9B32")]
    [InlineData("OPT OUT", "4F2815F4AC521B")]
    [InlineData("@@@@@@@@", "00000000000000")]
    public void Text_IsPackedLowBitsFirst(string text, string octets) => Assert.Equal(octets, Convert.ToHexString(Septets.Pack(Gsm7.Encode(text), 0)));

    [Fact]
    public void TextAfterAHeaderOfSixOctets_BeginsAfterOneBit() =>
        Assert.Equal("C2E1", Convert.ToHexString(Septets.Pack(Gsm7.Encode("aaa"), 6))[..4]);

    [Fact]
    public void BitsLeftOverAsZero_AreNoLetter() =>
        Assert.Equal("OPT OUT", Gsm7.Decode(Septets.Unpack(Convert.FromHexString("4F2815F4AC5201"), 0)));

    [Fact]
    public void FullPart_KeepsItsLastLetter()
    {
        var septets = Gsm7.Encode(new string('a', 152) + "@");
        Assert.Equal(septets, Septets.Unpack(Septets.Pack(septets, 6), 6));
    }

    [Fact]
    public void AnySeptets_ComeBackAfterAnyHeader() =>
        Prop.ForAll(Gen.Choose(1, 127).Where(septet => septet != '\r').Select(septet => (byte)septet).ArrayOf().ToArbitrary(), Gen.Choose(0, 20).ToArbitrary(), (septets, header) =>
        {
            var packed = Septets.Pack(septets, header);
            return Septets.Unpack(packed, header).SequenceEqual(septets) && packed.Length <= septets.Length - septets.Length / 8 + 1;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(7)]
    public void NoOctets_AreNoSeptets(int header) => Assert.Empty(Septets.Unpack([], header));
}
