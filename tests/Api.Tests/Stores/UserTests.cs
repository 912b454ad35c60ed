using System.Net;

namespace Hark.Api.Tests;

/// <summary>Users of a store and passwords: set on /v1, and what opens /smapi/rest from then on.</summary>
public sealed class UserTests(CrmTextFixture api) : IClassFixture<CrmTextFixture>
{
    [Fact]
    public async Task UserWhoIsAdded_SignsIn_AndIsListedWithoutAHash()
    {
        var shop = await api.NewShop();
        var added = await api.Account.Send("PUT", $"{shop.Path}/users/bob@example.com", new { password = "bobs:word" });
        Assert.Equal((HttpStatusCode.OK, "bob@example.com"), (added.Status, added.Text("email")));
        (await Call($"bob@example.com:bobs:word:{shop.Keyword}")).IsOk();
        (await Call(shop.Credentials)).IsOk();

        var list = await api.Account.Get($"{shop.Path}/users");
        Assert.Equal([$"user@{shop.Keyword}.example", "bob@example.com"], list.Items().Select(user => user.GetProperty("email").GetString()));
        Assert.Equal(("Ann", "Lee"), (list.Items()[0].GetProperty("firstName").GetString(), list.Items()[0].GetProperty("lastName").GetString()));
        Assert.All(list.Items(), user => Assert.Equal(["email", "firstName", "lastName", "addedAt"], user.EnumerateObject().Select(field => field.Name)));
        // Of this store only.
        (await Call($"bob@example.com:bobs:word:{(await api.NewShop()).Keyword}")).IsRefused(401, ApiCodes.CredentialsInvalid);
    }

    [Fact]
    public async Task ChangedPassword_StopsAtOnce_AlsoWhereItWasRemembered()
    {
        var shop = await api.NewShop();
        var user = $"user@{shop.Keyword}.example";
        (await Call(shop.Credentials)).IsOk();
        await api.Account.Send("PUT", $"{shop.Path}/users/{user}", new { password = "another" });
        (await Call(shop.Credentials)).IsRefused(401, ApiCodes.CredentialsInvalid);
        (await Call($"{user}:another:{shop.Keyword}")).IsOk();

        Assert.Equal(HttpStatusCode.NoContent, (await api.Account.Send("DELETE", $"{shop.Path}/users/{user.ToUpperInvariant()}")).Status);
        (await Call($"{user}:another:{shop.Keyword}")).IsRefused(401, ApiCodes.CredentialsInvalid);
        (await api.Account.Send("DELETE", $"{shop.Path}/users/{user}")).IsProblem(404, Codes.UserUnknown);
        Assert.Empty((await api.Account.Get($"{shop.Path}/users")).Items());
    }

    [Fact]
    public async Task AccountsPassword_IsChangedByItselfOrTheOperator_AndTheFormerStopsAtOnce()
    {
        var created = await api.Admin.Send("POST", "/v1/accounts", new { name = "Changing", email = "changing@example.com", password = "the first password" });
        var (account, client) = ($"/v1/accounts/{created.Text("id")}/password", api.Client(created.Text("apiKey")));
        var store = await client.Send("POST", "/v1/stores", new { name = "Shop", keyword = api.NewName("CHANGE") });
        var keyword = store.Text("keyword");
        (await Call($"changing@example.com:the first password:{keyword}")).IsOk();
        (await Call("changing@example.com:the first password", "iskeywordavailable")).IsOk();

        Assert.Equal(HttpStatusCode.NoContent, (await client.Send("PUT", account, new { password = "the second password" })).Status);
        (await Call($"changing@example.com:the first password:{keyword}")).IsRefused(401, ApiCodes.CredentialsInvalid);
        (await Call("changing@example.com:the first password", "iskeywordavailable")).IsRefused(401, ApiCodes.CredentialsInvalid);
        (await Call($"changing@example.com:the second password:{keyword}")).IsOk();

        Assert.Equal(HttpStatusCode.NoContent, (await api.Admin.Send("PUT", account, new { password = "the third password" })).Status);
        (await Call($"changing@example.com:the second password:{keyword}")).IsRefused(401, ApiCodes.CredentialsInvalid);
        (await api.Account.Send("PUT", account, new { password = "the fourth password" })).IsProblem(404, Codes.AccountUnknown);
        (await Call($"changing@example.com:the third password:{keyword}")).IsOk();
        // The key is another thing.
        Assert.Equal(HttpStatusCode.OK, (await client.Get("/v1/stores")).Status);
    }

    [Fact]
    public async Task Changes_AreInTheAudit_WithoutThePassword()
    {
        var shop = await api.NewShop();
        await api.Account.Send("PUT", $"{shop.Path}/users/eve@example.com", new { password = "eves secret" });
        await api.Admin.Send("PUT", $"{shop.Path}/users/eve@example.com", new { password = "eves other secret" });
        await api.Account.Send("DELETE", $"{shop.Path}/users/eve@example.com");

        var audit = await api.Admin.Get("/v1/audit?limit=500");
        var account = (await api.Account.Get(shop.Path)).Text("account");
        Assert.Equal([("store.user.remove", account), ("store.user.password", "admin"), ("store.user.add", account)],
            audit.Items().Where(row => row.GetProperty("details").GetString() == "eve@example.com").Select(row => (row.GetProperty("act").GetString(), row.GetProperty("by").GetString())));
        Assert.Contains(audit.Items(), row => row.GetProperty("details").GetString() == $"user@{shop.Keyword}.example" && row.GetProperty("act").GetString() == "store.user.add");
        Assert.DoesNotContain("secret", audit.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ann@example.com", """{"password":"12345"}""", 422, ApiCodes.PasswordInvalid)]
    [InlineData("ann@example.com", """{}""", 400, ApiCodes.FieldMissing)]
    [InlineData("ann@example.com", """{"password":"123456","email":"x"}""", 400, ApiCodes.RequestMalformed)]
    [InlineData("ann", """{"password":"123456"}""", 422, Codes.UserInvalid)]
    [InlineData("a%3Ab@example.com", """{"password":"123456"}""", 422, Codes.UserInvalid)]
    public async Task UserWhoCannotBe_IsRefused(string email, string body, int status, string code)
    {
        var shop = await api.NewShop();
        (await api.Account.Send("PUT", $"{shop.Path}/users/{email}", body)).IsProblem(status, code);
        Assert.Single((await api.Account.Get($"{shop.Path}/users")).Items());
    }

    [Fact]
    public async Task PasswordsAsLongAsTheyMayBe_Fit()
    {
        var shop = await api.NewShop();
        Task<Answer> User(int length) => api.Account.Send("PUT", $"{shop.Path}/users/ann@example.com", new { password = new string('p', length) });
        Assert.Equal(HttpStatusCode.OK, (await User(200)).Status);
        (await User(201)).IsProblem(422, ApiCodes.PasswordInvalid);
        var account = $"/v1/accounts/{(await api.Account.Get(shop.Path)).Text("account")}/password";
        (await api.Account.Send("PUT", account, new { password = "elevenchars" })).IsProblem(422, ApiCodes.PasswordInvalid);
        (await api.Account.Send("PUT", account, new { password = new string('p', 201) })).IsProblem(422, ApiCodes.PasswordInvalid);
    }

    [Fact]
    public async Task SomebodyElsesStore_IsUnknown()
    {
        var shop = await api.NewShop();
        var other = await api.NewAccount();
        (await other.Get($"{shop.Path}/users")).IsProblem(404, Codes.StoreUnknown);
        (await other.Send("PUT", $"{shop.Path}/users/eve@example.com", new { password = "123456" })).IsProblem(404, Codes.StoreUnknown);
        (await other.Send("DELETE", $"{shop.Path}/users/user@{shop.Keyword}.example")).IsProblem(404, Codes.StoreUnknown);
        Assert.Single((await api.Account.Get($"{shop.Path}/users")).Items());
    }

    Task<CrmTextReply> Call(string credentials, string method = "getcustomerinfo") => api.Call(method, credentials, ("phone_number", "5125550123"), ("keyword", "FREEWORD"));
}
