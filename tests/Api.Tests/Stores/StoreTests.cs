using System.Net;

namespace Hark.Api.Tests;

[Collection("api")]
public sealed class StoreTests(ApiFixture api)
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
    [InlineData("STOP", 422, Codes.KeywordReserved)]
    [InlineData("AB", 422, Codes.KeywordInvalid)]
    [InlineData("MY SHOP", 422, Codes.KeywordInvalid)]
    public async Task KeywordThatCannotBe_IsRefused(string keyword, int status, string code) =>
        (await (await api.NewAccount()).Send("POST", "/v1/stores", new { name = "Shop", keyword })).IsProblem(status, code);

    [Fact]
    public async Task KeywordTaken_IsRefused_InAnyCase()
    {
        var keyword = api.NewName("TAKEN");
        Assert.Equal(HttpStatusCode.Created, (await (await api.NewAccount()).Send("POST", "/v1/stores", new { name = "First", keyword })).Status);
        (await (await api.NewAccount()).Send("POST", "/v1/stores", new { name = "Second", keyword = keyword.ToLowerInvariant() })).IsProblem(409, Codes.KeywordTaken);
    }

    [Fact]
    public async Task TimeZoneThatIsNone_IsRefused() =>
        (await (await api.NewAccount()).Send("POST", "/v1/stores", new { name = "Shop", keyword = api.NewName("ZONE"), timeZone = "Mars/Olympus" })).IsProblem(422, Codes.TimeZoneUnknown);

    [Fact]
    public async Task Operator_SaysWhoseStoreItIs()
    {
        (await api.Admin.Send("POST", "/v1/stores", new { name = "Shop", keyword = api.NewName("OWNER") })).IsProblem(400, "field_missing");
        (await api.Admin.Send("POST", "/v1/stores", new { name = "Shop", keyword = api.NewName("OWNER"), account = "ac_999999" })).IsProblem(404, Codes.AccountUnknown);
    }

    [Theory]
    [InlineData("GET", "", null)]
    [InlineData("PATCH", "", "{}")]
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
        Assert.Equal("America/Chicago", changed.Text("timeZone"));
    }

    [Fact]
    public async Task DuplicateGuard_IsSwitchedByTheOperatorWithAReason_AndAudited()
    {
        var (client, store) = await api.NewStore();
        (await client.Send("PATCH", store, new { duplicateGuard = false, reason = "test" })).IsProblem(403, Codes.AdminOnly);
        (await api.Admin.Send("PATCH", store, new { duplicateGuard = false })).IsProblem(422, Codes.ReasonMissing);
        var changed = await api.Admin.Send("PATCH", store, new { duplicateGuard = false, reason = "load test of 22 November" });
        Assert.False(changed.Json.GetProperty("duplicateGuard").GetBoolean());
        var audit = await api.Admin.Get("/v1/audit");
        Assert.Contains(audit.Json.GetProperty("items").EnumerateArray(), row => row.GetProperty("reason").GetString() == "load test of 22 November");
        (await client.Get("/v1/audit")).IsProblem(403, Codes.AdminOnly);
    }
}
