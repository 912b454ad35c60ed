namespace Hark.Carriers.Tests;

public sealed class ProviderSignatureTests
{
    const string Key = "12345";
    static readonly Uri PublicUrl = new("https://mycompany.com");

    /// <summary>The example of the scheme's documentation.</summary>
    static readonly KeyValuePair<string, string>[] Form =
    [
        new("To", "+18005551212"), new("From", "+12349013030"), new("Digits", "1234"), new("Caller", "+12349013030"), new("CallSid", "CA1234567890ABCDE"),
    ];

    const string Signature = "0/KCTR6DLpKmkAf8muzZqo1nDgQ=";

    [Fact]
    public void ExampleOfTheDocumentation_HasItsSignature() =>
        Assert.Equal(Signature, ProviderSignature.Of(Key, "https://mycompany.com/myapp.php?foo=1&bar=2", Form));

    [Fact]
    public void Example_Matches() => Assert.True(Matches());

    [Theory]
    [InlineData("https://mycompany.com:443")]
    [InlineData("https://mycompany.com/")]
    public void SameAddress_Matches(string url) => Assert.True(Matches(url: new Uri(url)));

    [Fact]
    public void AddressWithItsPort_MatchesWithAndWithoutIt()
    {
        var url = new Uri("https://mycompany.com:8443/hark/");
        foreach (var signed in new[] { "https://mycompany.com:8443/hark/carriers/http/status", "https://mycompany.com/hark/carriers/http/status" })
            Assert.True(ProviderSignature.Matches(Key, url, "/carriers/http/status", Form, ProviderSignature.Of(Key, signed, Form)));
        Assert.False(ProviderSignature.Matches(Key, url, "/carriers/http/status", Form, ProviderSignature.Of(Key, "https://mycompany.com:443/hark/carriers/http/status", Form)));
    }

    [Theory]
    [InlineData("http://mycompany.com")]
    [InlineData("https://othercompany.com")]
    [InlineData("https://mycompany.com/below")]
    public void OtherAddress_DoesNotMatch(string url) => Assert.False(Matches(url: new Uri(url)));

    [Fact]
    public void ChangedCall_DoesNotMatch()
    {
        Assert.False(Matches(key: "12346"));
        Assert.False(Matches(path: "/myapp.php?foo=1&bar=3"));
        Assert.False(Matches(form: [.. Form, new("More", "1")]));
        Assert.False(Matches(form: Form[1..]));
        Assert.False(Matches(form: [new("To", "+18005551213"), .. Form[1..]]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0/KCTR6DLpKmkAf8muzZqo1nDgQ")]
    [InlineData("0/kctr6dlpkmkaf8muzzqo1ndgq=")]
    [InlineData("☕")]
    public void OtherSignature_DoesNotMatch(string signature) => Assert.False(Matches(signature: signature));

    [Fact]
    public void Names_AreOrderedByTheirCodesAndNotByTheirValues() =>
        Assert.Equal(ProviderSignature.Of(Key, "u" + "BbAx" + "ReasonZ" + "ReasonCodeA" + "ab", []), ProviderSignature.Of(Key, "u", [new("a", "b"), new("ReasonCode", "A"), new("Reason", "Z"), new("BbA", "x")]));

    [Fact]
    public void RepeatedName_IsSignedWithEachOfItsValuesOnce() =>
        Assert.Equal(ProviderSignature.Of(Key, "u" + "n1" + "n2" + "z", []), ProviderSignature.Of(Key, "u", [new("n", "2"), new("z", ""), new("n", "1"), new("n", "2")]));

    static bool Matches(string key = Key, Uri? url = null, string path = "/myapp.php?foo=1&bar=2", KeyValuePair<string, string>[]? form = null, string signature = Signature) =>
        ProviderSignature.Matches(key, url ?? PublicUrl, path, form ?? Form, signature);
}
