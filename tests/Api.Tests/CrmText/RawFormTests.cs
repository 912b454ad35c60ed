using System.Net;
using System.Text;

namespace Hark.Api.Tests;

/// <summary>Requests as old clients write them, byte for byte, and credentials as they put them together.</summary>
public sealed class RawFormTests(CrmTextFixture api) : IClassFixture<CrmTextFixture>
{
    [Fact]
    public async Task UnescapedAmpersand_EndsTheMessage()
    {
        var shop = await api.NewShop();
        var number = await shop.NewCustomer();

        var answer = await Post(shop.Credentials, $"method=sendsmsmsg&phone_number={number}&message=Fish & chips");

        Assert.Equal("Fish ", answer.IsOk().Element("message")!.Value);
    }

    [Fact]
    public async Task UnescapedPlusOfANumber_IsASpaceThatDoesNotMatter()
    {
        var shop = await api.NewShop();
        var number = api.NewNumber();

        var answer = await Post(shop.Credentials, $"method=optincustomer&phone_number=+1{number}");

        Assert.Equal(number, answer.IsOk().Element("customer")!.Element("custMobile")!.Value);
    }

    [Fact]
    public async Task EmptyUserFields_AreAStoreWithoutAUser()
    {
        var first = await api.NewShop();
        var keyword = api.NewName("SHOP");
        var account = $"{api.Owner}:{CrmTextFixture.Password}";

        var store = (await Post($"{account}:{first.Keyword}", $"method=createstoreanduser&storename=Shop&storeKeyword={keyword}&firstname=&lastname=&emailid=&phonenumber=&password="))
            .IsOk().Element("store")!;

        Assert.Equal(["store-id", "store-name", "store-phone"], store.Elements().Select(field => field.Name.LocalName));
        Assert.Equal(("Shop", ""), (store.Element("store-name")!.Value, store.Element("store-phone")!.Value));
        Assert.Empty((await api.Account.Get($"/v1/stores/st_{store.Element("store-id")!.Value}/users")).Items());
        (await api.Call("getcallback", $"{account}:{keyword}")).IsOk();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    public async Task SecondaryKeywordInTheCredentials_IsRefusedAndThePrimaryOneNamed(string responder)
    {
        var shop = await api.NewShop();
        var word = api.NewName("EXTRA");
        (await shop.Call("createkeyword", ("keyword", word), ("autoresponder", responder))).IsOk();

        foreach (var login in new[] { $"user@{shop.Keyword}.example:secret:word", $"{api.Owner}:{CrmTextFixture.Password}" })
        {
            var refused = await api.Call("getcallback", $"{login}:{word}");
            refused.IsRefused(403, ApiCodes.KeywordNotPrimary);
            Assert.Contains(shop.Keyword, refused.Message, StringComparison.Ordinal);
        }
        (await api.Call("getcallback", $"user@{shop.Keyword}.example:wrong:{word}")).IsRefused(401, ApiCodes.CredentialsInvalid);
    }

    [Theory]
    [InlineData("1", "responder")]
    [InlineData("true", "responder")]
    [InlineData("YES", "responder")]
    [InlineData("y", "responder")]
    [InlineData("on", "responder")]
    [InlineData("", "opt_in")]
    [InlineData("0", "opt_in")]
    [InlineData("False", "opt_in")]
    [InlineData("no", "opt_in")]
    [InlineData("n", "opt_in")]
    [InlineData("off", "opt_in")]
    public async Task Autoresponder_TellsAResponderFromAnOptInKeyword(string value, string use)
    {
        var shop = await api.NewShop();
        var word = api.NewName("EXTRA");
        (await shop.Call("createkeyword", ("keyword", word), ("autoresponder", value))).IsOk();

        var made = (await api.Account.Get($"{shop.Path}/keywords")).Items().Single(keyword => keyword.GetProperty("keyword").GetString() == word);
        Assert.Equal(use, made.GetProperty("use").GetString());
        (await shop.Call("deletekeyword", ("keyword", word), ("autoresponder", "maybe"))).IsOk();
    }

    [Theory]
    [InlineData("2")]
    [InlineData("maybe")]
    public async Task AutoresponderThatIsNeither_IsRefused(string value)
    {
        var refused = await (await api.NewShop()).Call("createkeyword", ("keyword", "FREEWORD"), ("autoresponder", value));
        refused.IsRefused(400, ApiCodes.FieldInvalid);
        Assert.Equal("The parameter autoresponder is 1 or 0.", refused.Message);
    }

    /// <remarks>The web server's own answer, before anything of ours is asked: docs/crmtext.md says why it stays so.</remarks>
    [Theory]
    [InlineData("Two words")]
    [InlineData("Zoë")]
    public async Task UnescapedAddressLine_IsRefusedByTheWebServer_AndNothingIsSent(string message)
    {
        var shop = await api.NewShop();
        var number = await shop.NewCustomer();

        foreach (var verb in new[] { "GET", "POST" })
        {
            var refused = await api.Raw($"{verb} /smapi/rest?method=sendsmsmsg&phone_number={number}&message={message} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: {CrmTextFixture.Basic(shop.Credentials)}\r\nContent-Length: 0\r\n\r\n");
            Assert.Equal((HttpStatusCode.BadRequest, ""), (refused.Status, refused.Body));
        }
        Assert.Empty(await ApiFixture.SentBy(api.Account, shop.Path));
    }

    Task<CrmTextReply> Post(string credentials, string body) => api.Raw(
        $"POST /smapi/rest HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: {CrmTextFixture.Basic(credentials)}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
}
