using System.ComponentModel.DataAnnotations;

namespace Hark.Carriers.Tests;

public sealed class HttpCarrierOptionsTests
{
    static HttpCarrierOptions Good => new() { Url = "https://api.example.com/2010-04-01/Accounts/AC123/Messages.json", User = "AC123", Password = "secret-word" };

    static readonly Dictionary<string, (Action<HttpCarrierOptions> Change, string Says)> Broken = new()
    {
        ["no address"] = (o => o.Url = "", "Http:Url must be the address"),
        ["half an address"] = (o => o.Url = "/Messages.json", "Http:Url must be the address"),
        ["another scheme"] = (o => o.Url = "ftp://api.example.com/", "Http:Url must be the address"),
        ["password in the address"] = (o => o.Url = "https://AC123:secret-word@api.example.com/", "Http:Url has a user name"),
        ["no TLS"] = (o => o.Url = "http://api.example.com/", "Http:Url must begin with https://"),
        ["no login"] = (o => (o.User, o.Password) = (null, null), "Http:User and Http:Password"),
        ["no password"] = (o => o.Password = "", "Http:User and Http:Password"),
        ["two logins"] = (o => (o.Token, o.SigningToken) = ("secret-word", "secret-word"), "Http:Token alone"),
        ["colon in the user"] = (o => o.User = "AC:123", "Http:User must have no colon"),
        ["token in two lines"] = (o => (o.User, o.Password, o.Token, o.SigningToken) = (null, null, "secret-word\r\nX: y", "k"), "Http:Token must have visible"),
        ["nothing to sign with"] = (o => (o.User, o.Password, o.Token) = (null, null, "secret-word"), "Http:SigningToken must be set"),
        ["too impatient"] = (o => o.Timeout = TimeSpan.Zero, "Http:Timeout must be from 1 to 12 s"),
        ["longer than a call"] = (o => o.Timeout = TimeSpan.FromSeconds(13), "Http:Timeout must be from 1 to 12 s"),
    };

    public static TheoryData<string> Names => [.. Broken.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void SettingThatCannotBe_IsNamedAndItsValueIsNot(string name)
    {
        var options = Good;
        Broken[name].Change(options);
        var refused = Assert.Throws<ValidationException>(() => new HttpCarrier("http", options, null, TimeProvider.System));
        Assert.Contains(Broken[name].Says, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/Messages.json")]
    [InlineData("http://localhost/Messages.json")]
    [InlineData("http://[::1]/Messages.json")]
    [InlineData("https://api.example.com/Messages.json?a=b")]
    public void AddressOfThisMachineOrWithTls_IsGood(string url)
    {
        var options = Good;
        options.Url = url;
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
    }

    [Fact]
    public void SignatureKey_IsThePasswordUnlessSet()
    {
        var options = Good;
        Assert.Equal("secret-word", options.SignatureKey);
        options.SigningToken = "other";
        Assert.Equal("other", options.SignatureKey);
    }
}
