namespace Hark.Api.Tests;

public sealed class LoginTests(CrmTextFixture api) : IClassFixture<CrmTextFixture>
{
    [Fact]
    public async Task UserOfTheStore_AndAccount_AdministerIt()
    {
        var shop = await api.NewShop();
        (await shop.Call("getcustomerinfo", ("phone_number", "5125550123"))).IsOk();
        (await api.Call("getcustomerinfo", $"{api.Owner}:{CrmTextFixture.Password}:{shop.Keyword.ToLowerInvariant()}", ("phone_number", "5125550123"))).IsOk();
    }

    [Fact]
    public async Task WrongPasswordKeywordOrUser_IsRefusedInOneSentence()
    {
        var (shop, other) = (await api.NewShop(), await api.NewShop());
        foreach (var credentials in new[]
                 {
                     $"user@{shop.Keyword}.example:wrong:{shop.Keyword}", $"user@{shop.Keyword}.example:secret:word:{other.Keyword}", $"nobody@example.com:secret:word:{shop.Keyword}",
                     $"user@{shop.Keyword}.example:secret:word:NOSUCHWORD", $"user@{shop.Keyword}.example:secret:word", $"user@{shop.Keyword}.example:secret:word:",
                 })
            (await api.Call("getcustomerinfo", credentials, ("phone_number", "5125550123"))).IsRefused(401, ApiCodes.CredentialsInvalid);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Authorization: Bearer xyz\r\n")]
    [InlineData("Authorization: Basic %%%\r\n")]
    [InlineData("Authorization: Basic dXNlcg==\r\n")]
    public async Task NoCredentials_AreRefused(string header)
    {
        var answer = await api.Raw($"GET /smapi/rest?method=getcustomerinfo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{header}\r\n");

        answer.IsRefused(401, header.Length == 0 ? ApiCodes.CredentialsMissing : ApiCodes.CredentialsInvalid);
        Assert.Contains("WWW-Authenticate: Basic", answer.Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoreMethodWithoutKeyword_SaysWhatIsMissing() =>
        (await api.Call("getcustomerinfo", $"{api.Owner}:{CrmTextFixture.Password}", ("phone_number", "5125550123"))).IsRefused(401, ApiCodes.KeywordNotNamed);

    [Fact]
    public async Task AnotherAccountsStore_IsClosed()
    {
        var shop = await api.NewShop();
        await api.Admin.Send("POST", "/v1/accounts", new { name = "Others", email = "others@example.com", password = CrmTextFixture.Password });
        (await api.Call("getcustomerinfo", $"others@example.com:{CrmTextFixture.Password}:{shop.Keyword}", ("phone_number", "5125550123"))).IsRefused(401, ApiCodes.CredentialsInvalid);
    }

    [Fact]
    public async Task AdminKey_IsNoPassword() =>
        (await api.Call("getcustomerinfo", $"admin:{ApiFixture.AdminKey}", ("phone_number", "5125550123"))).IsRefused(401, ApiCodes.CredentialsInvalid);

    [Fact]
    public async Task BearerKeyOfV1_StaysWhatItWas()
    {
        var shop = await api.NewShop();
        Assert.Equal(System.Net.HttpStatusCode.OK, (await api.Account.Get(shop.Path)).Status);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await api.Anonymous.Get(shop.Path)).Status);
    }
}
