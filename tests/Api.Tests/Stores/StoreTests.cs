using System.Net;

namespace Hark.Api.Tests;

public sealed class StoreTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task NewStore_IsAnsweredListedAndFound()
    {
        var client = await api.NewAccount();
        var created = await client.Send("POST", "/v1/stores", new { name = "Main Street Motors", keyword = api.NewName("cars"), timeZone = "America/New_York" });
        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal($"/v1/stores/{created.Text("id")}", created.Headers.Location!.ToString());
        Assert.EndsWith("Z", created.Text("createdAt"), StringComparison.Ordinal);
        Assert.Equal(created.Body, (await client.Get($"/v1/stores/{created.Text("id")}")).Body);
        var items = (await client.Get("/v1/stores")).Json.GetProperty("items");
        Assert.Equal(created.Text("id"), Assert.Single(items.EnumerateArray()).GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("STOP", Codes.KeywordReserved)]
    [InlineData("unsubscribe", Codes.KeywordReserved)]
    [InlineData("Help", Codes.KeywordReserved)]
    [InlineData("YES", Codes.KeywordReserved)]
    [InlineData("", Codes.KeywordInvalid)]
    [InlineData("CAR", Codes.KeywordInvalid)]
    [InlineData("ABCDEFGHIJKLMNOPQRST", Codes.KeywordInvalid)]
    [InlineData("MY SHOP", Codes.KeywordInvalid)]
    [InlineData(" MOTOR", Codes.KeywordInvalid)]
    [InlineData("CAF\u00c9S", Codes.KeywordInvalid)]
    [InlineData("MOTOR!", Codes.KeywordInvalid)]
    [InlineData("12345", Codes.KeywordInvalid)]
    public async Task KeywordThatCannotBe_IsRefused_AndNoStoreIsMade(string keyword, string code)
    {
        var client = await api.NewAccount();
        (await client.Send("POST", "/v1/stores", new { name = "Shop", keyword })).IsProblem(422, code);
        Assert.Empty((await client.Get("/v1/stores")).Items());
    }

    [Fact]
    public async Task KeywordTaken_IsRefused_InAnyCase()
    {
        var keyword = api.NewName("TAKEN");
        Assert.Equal(HttpStatusCode.Created, (await (await api.NewAccount()).Send("POST", "/v1/stores", new { name = "First", keyword })).Status);
        var second = await api.NewAccount();
        (await second.Send("POST", "/v1/stores", new { name = "Second", keyword = keyword.ToLowerInvariant() })).IsProblem(409, Codes.KeywordTaken);
        Assert.Empty((await second.Get("/v1/stores")).Items());
    }

    [Fact]
    public async Task KeywordWantedByManyAtOnce_GoesToOne()
    {
        var client = await api.NewAccount();
        var keyword = api.NewName("RACE");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.Send("POST", "/v1/stores", new { name = "Shop", keyword })));
        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.Single((await client.Get("/v1/stores")).Items());
    }

    [Theory]
    [InlineData("timeZone", "Mars/Olympus", 422, Codes.TimeZoneUnknown)]
    [InlineData("name", " ", 422, Codes.StoreNameInvalid)]
    [InlineData("name", "two\nlines", 422, Codes.StoreNameInvalid)]
    [InlineData("brand", " ", 422, "brand_invalid")]
    [InlineData("brand", "bell \a", 422, "brand_invalid")]
    [InlineData("helpContact", "", 422, "help_contact_invalid")]
    [InlineData("helpContact", "\t", 422, "help_contact_invalid")]
    [InlineData("helpContact", "two\nlines", 422, "help_contact_invalid")]
    public async Task SettingThatCannotBe_IsRefused_AtCreationAndChange(string field, string value, int status, string code)
    {
        var client = await api.NewAccount();
        var fields = new Dictionary<string, string> { ["name"] = "Shop", ["keyword"] = api.NewName("FIELD"), [field] = value };
        (await client.Send("POST", "/v1/stores", fields)).IsProblem(status, code);
        Assert.Empty((await client.Get("/v1/stores")).Items());

        var store = await api.NewStore(client);
        var before = (await client.Get(store)).Body;
        (await client.Send("PATCH", store, new Dictionary<string, string> { [field] = value })).IsProblem(status, code);
        Assert.Equal(before, (await client.Get(store)).Body);
    }

    [Theory]
    [InlineData("555", null)]
    [InlineData("12", Codes.NumberMalformed)]
    [InlineData("motors", Codes.NumberMalformed)]
    [InlineData("123456789", Codes.NumberMalformed)]
    public async Task Sender_IsANumberOrAShortCode(string sender, string? code)
    {
        var answer = await CreateWithSender(await NewAccountId(), sender);
        if (code is null) Assert.Equal(sender, answer.Text("sender"));
        else answer.IsProblem(422, code);
    }

    [Fact]
    public async Task SenderOfAnotherStore_IsRefused()
    {
        var account = await NewAccountId();
        Assert.Equal(HttpStatusCode.Created, (await CreateWithSender(account, "+12125550123")).Status);
        (await CreateWithSender(account, "+12125550123")).IsProblem(409, Codes.SenderTaken);
    }

    [Fact]
    public async Task SenderChosenByAnAccount_IsRefused()
    {
        var client = await api.NewAccount();
        (await client.Send("POST", "/v1/stores", new { name = "Shop", keyword = api.NewName("SENDER"), sender = "+12125550124" })).IsProblem(403, Codes.AdminOnly);
        Assert.Empty((await client.Get("/v1/stores")).Items());
    }

    Task<Answer> CreateWithSender(string account, string sender) =>
        api.Admin.Send("POST", "/v1/stores", new { name = "Shop", keyword = api.NewName("SENDER"), account, sender });

    async Task<string> NewAccountId() =>
        (await api.Admin.Send("POST", "/v1/accounts", new { name = api.NewName("Account "), email = "owner@example.com", password = "correct horse battery" })).Text("id");

    [Fact]
    public async Task Operator_SaysWhoseStoreItIs()
    {
        (await api.Admin.Send("POST", "/v1/stores", new { name = "Shop", keyword = api.NewName("OWNER") })).IsProblem(400, "field_missing");
        (await api.Admin.Send("POST", "/v1/stores", new { name = "Shop", keyword = api.NewName("OWNER"), account = "ac_999999" })).IsProblem(404, Codes.AccountUnknown);
    }

    [Theory]
    [InlineData("GET", "", null)]
    [InlineData("PATCH", "", "{}")]
    [InlineData("GET", "/keywords", null)]
    [InlineData("POST", "/keywords", "{}")]
    [InlineData("DELETE", "/keywords/MOTORS", null)]
    [InlineData("PUT", "/keywords/MOTORS/responder", "{}")]
    [InlineData("GET", "/templates", null)]
    [InlineData("PUT", "/templates/help", "{}")]
    [InlineData("DELETE", "/templates/help", null)]
    [InlineData("GET", "/subscribers", null)]
    [InlineData("GET", "/subscribers/+15125550100", null)]
    [InlineData("PUT", "/subscribers/+15125550100/consent", "{}")]
    [InlineData("DELETE", "/subscribers/+15125550100/consent", null)]
    [InlineData("POST", "/messages", "{}")]
    [InlineData("POST", "/campaigns", "{}")]
    [InlineData("POST", "/campaigns:estimate", "{}")]
    [InlineData("GET", "/campaigns", null)]
    [InlineData("GET", "/campaigns/cp_1", null)]
    [InlineData("POST", "/campaigns/cp_1:pause", null)]
    [InlineData("POST", "/campaigns/cp_1:resume", null)]
    [InlineData("POST", "/campaigns/cp_1:cancel", null)]
    [InlineData("GET", "/deliveries", null)]
    [InlineData("GET", "/inbox", null)]
    [InlineData("POST", "/imports", null)]
    [InlineData("GET", "/imports/im_1", null)]
    [InlineData("GET", "/imports/im_1/report", null)]
    public async Task SomebodyElsesStore_IsUnknown(string method, string path, string? body)
    {
        var (_, store) = await api.NewStore();
        var stranger = await api.NewAccount();
        (await stranger.Send(method, store + path, body)).IsProblem(404, Codes.StoreUnknown);
        (await stranger.Send(method, "/v1/stores/st_987654321" + path, body)).IsProblem(404, Codes.StoreUnknown);
        (await stranger.Send(method, "/v1/stores/nonsense" + path, body)).IsProblem(404, Codes.StoreUnknown);
    }

    [Fact]
    public async Task Operator_SeesEveryStore()
    {
        var (_, store) = await api.NewStore();
        Assert.Equal(HttpStatusCode.OK, (await api.Admin.Get(store)).Status);
    }

    [Fact]
    public async Task Change_LeavesTheRest()
    {
        var (client, store) = await api.NewStore();
        var changed = await client.Send("PATCH", store, new { name = "New name" });
        Assert.Equal("New name", changed.Text("name"));
        Assert.Equal("America/New_York", changed.Text("timeZone"));
    }

    [Fact]
    public async Task DuplicateGuard_IsSwitchedByTheOperatorWithAReason_AndAudited()
    {
        var (client, store) = await api.NewStore();
        (await client.Send("PATCH", store, new { duplicateGuard = false, reason = "test" })).IsProblem(403, Codes.AdminOnly);
        (await api.Admin.Send("PATCH", store, new { duplicateGuard = false })).IsProblem(422, Codes.ReasonMissing);
        (await api.Admin.Send("PATCH", store, new { duplicateGuard = false, reason = " " })).IsProblem(422, Codes.ReasonMissing);
        Assert.True((await client.Get(store)).Json.GetProperty("duplicateGuard").GetBoolean());
        var changed = await api.Admin.Send("PATCH", store, new { duplicateGuard = false, reason = "load test of 22 November" });
        Assert.False(changed.Json.GetProperty("duplicateGuard").GetBoolean());
        var audit = await api.Admin.Get("/v1/audit");
        Assert.Contains(audit.Items(), row => row.GetProperty("reason").GetString() == "load test of 22 November");
        (await client.Get("/v1/audit")).IsProblem(403, Codes.AdminOnly);
    }
}
