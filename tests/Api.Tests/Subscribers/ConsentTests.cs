using System.Net;

namespace Hark.Api.Tests;

public sealed class ConsentTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string Consent = "/subscribers/+15125550100/consent";

    [Fact]
    public async Task OptIn_IsRecordedWithItsEvidence()
    {
        var (client, store) = await api.NewStore();
        var answer = await client.Send("PUT", store + Consent, new { source = "counter", evidence = "form 17", wording = "Text me offers", at = "2026-01-05T10:00:00+02:00", firstName = "Ann" });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("opted_in", answer.Text("status"));
        Assert.True(answer.Json.GetProperty("changed").GetBoolean());
        Assert.StartsWith("cs_", answer.Text("consent"), StringComparison.Ordinal);

        var subscriber = await client.Get(store + "/subscribers/+15125550100");
        Assert.Equal("+15125550100", subscriber.Text("number"));
        var row = Assert.Single(subscriber.Json.GetProperty("history").EnumerateArray());
        Assert.Equal("form 17", row.GetProperty("evidence").GetString());
        Assert.Equal("2026-01-05T08:00:00Z", row.GetProperty("at").GetString());
    }

    [Fact]
    public async Task OptInTwice_ChangesNothing()
    {
        var (client, store) = await api.NewStore();
        await ApiFixture.OptIn(client, store, "+15125550100");
        var again = await client.Send("PUT", store + Consent, new { source = "counter", evidence = "form 17" });
        Assert.False(again.Json.GetProperty("changed").GetBoolean());
    }

    [Fact]
    public async Task OptOut_IsAnswered()
    {
        var (client, store) = await api.NewStore();
        await ApiFixture.OptIn(client, store, "+15125550100");
        Assert.Equal("opted_out", (await client.Send("DELETE", store + Consent)).Text("status"));
        Assert.Equal("opted_out", (await client.Get(store + "/subscribers/+15125550100")).Text("status"));
    }

    [Theory]
    [InlineData("""{"source":"counter"}""", 422, Codes.EvidenceMissing)]
    [InlineData("""{"source":"counter","evidence":"  "}""", 422, Codes.EvidenceMissing)]
    [InlineData("""{"evidence":"form 17"}""", 422, Codes.SourceMissing)]
    [InlineData("{}", 422, Codes.SourceMissing)]
    [InlineData("""{"source":"counter","evidence":"form","at":"2099-01-01T00:00:00Z"}""", 422, Codes.ConsentInFuture)]
    [InlineData("""{"source":"counter","evidence":"form","at":"2026-01-01T00:00:00"}""", 400, "request_malformed")]
    [InlineData("""{"source":"counter","evidence":"form","at":"2026-01-01"}""", 400, "request_malformed")]
    [InlineData("""{"source":"counter","evidence":"form","at":"yesterday"}""", 400, "request_malformed")]
    [InlineData("""{"source":"counter","evidence":"form","at":1767225600}""", 400, "request_malformed")]
    [InlineData("""{"source":17,"evidence":"form"}""", 400, "request_malformed")]
    public async Task ConsentThatCannotBeProved_IsRefused(string body, int status, string code)
    {
        var (client, store) = await api.NewStore();
        (await client.Send("PUT", store + Consent, body)).IsProblem(status, code);
        await NothingIsKnown(client, store, "+15125550100");
    }

    [Theory]
    [InlineData("5125550100")]
    [InlineData("+1512555010x")]
    [InlineData("+0123456789")]
    [InlineData("+1234567890123456")]
    [InlineData("+")]
    [InlineData("+1%20512%20555%200100")]
    [InlineData("tel:+15125550100")]
    public async Task NumberThatIsNone_IsRefused(string number)
    {
        var (client, store) = await api.NewStore();
        (await client.Send("PUT", $"{store}/subscribers/{number}/consent", new { source = "counter", evidence = "form" })).IsProblem(422, Codes.NumberMalformed);
        (await client.Send("DELETE", $"{store}/subscribers/{number}/consent")).IsProblem(422, Codes.NumberMalformed);
        (await client.Get($"{store}/subscribers/{number}")).IsProblem(422, Codes.NumberMalformed);
    }

    [Theory]
    [InlineData("+19005550100", Codes.NumberPremium)]
    [InlineData("+12129765501", Codes.NumberPremium)]
    [InlineData("+11115550100", Codes.NumberUnassigned)]
    [InlineData("+18005550100", Codes.NumberUnassigned)]
    [InlineData("+1512555010", Codes.NumberUnassigned)]
    [InlineData("+99912345678", Codes.NumberUnassigned)]
    [InlineData("+12129115501", Codes.NumberEmergency)]
    [InlineData("+112", Codes.NumberEmergency)]
    [InlineData("+12345", Codes.NumberShort)]
    public async Task NumberThatMayNotBeTexted_IsNotOptedIn(string number, string code)
    {
        var (client, store) = await api.NewStore();
        (await client.Send("PUT", $"{store}/subscribers/{number}/consent", new { source = "counter", evidence = "form" })).IsProblem(422, code);
        await NothingIsKnown(client, store, number);
    }

    [Theory]
    [InlineData("911", Codes.NumberEmergency)]
    [InlineData("112", Codes.NumberEmergency)]
    [InlineData("12345", Codes.NumberShort)]
    public async Task ServiceNumber_IsNotOptedIn(string number, string code)
    {
        var (client, store) = await api.NewStore();
        (await client.Send("PUT", $"{store}/subscribers/{number}/consent", new { source = "counter", evidence = "form" })).IsProblem(422, code);
        Assert.Empty((await client.Get(store + "/subscribers")).Items());
    }

    [Fact]
    public async Task ConsentFromBeforeTheOptOut_IsRefused()
    {
        var (client, store) = await api.NewStore();
        await ApiFixture.OptIn(client, store, "+15125550100");
        await client.Send("DELETE", store + Consent);
        (await client.Send("PUT", store + Consent, new { source = "counter", evidence = "form 17", at = "2026-01-05T10:00:00Z" })).IsProblem(422, Codes.ConsentRevoked);
        Assert.Equal("opted_out", (await client.Get(store + "/subscribers/+15125550100")).Text("status"));
        await ApiFixture.OptIn(client, store, "+15125550100");
        Assert.Equal("opted_in", (await client.Get(store + "/subscribers/+15125550100")).Text("status"));
    }

    [Fact]
    public async Task DoubleOptIn_WaitsForTheYes()
    {
        var client = await api.NewAccount();
        var created = await client.Send("POST", "/v1/stores", new { name = "Shop", keyword = api.NewName("DOUBLE"), doubleOptIn = true });
        var store = created.Headers.Location!.ToString();
        Assert.Equal("pending", (await client.Send("PUT", store + Consent, new { source = "counter", evidence = "form 17" })).Text("status"));
        (await client.Send("POST", store + "/messages", new { to = "+15125550100", text = "Hi", kind = "marketing" })).IsProblem(422, Codes.OptInPending);
        await api.Admin.Send("POST", "/v1/simulator/inbound", new { from = "+15125550100", to = created.Text("sender"), text = "YES" });
        Assert.Equal("opted_in", (await client.Get(store + "/subscribers/+15125550100")).Text("status"));
    }

    [Fact]
    public async Task EncodedPlus_IsAPlus()
    {
        var (client, store) = await api.NewStore();
        Assert.Equal("+15125550100", (await client.Get(store + "/subscribers/%2B15125550100")).Text("number"));
    }

    [Fact]
    public async Task List_IsPagedAndNarrowedByStatus()
    {
        var (client, store) = await api.NewStore();
        for (var i = 100; i < 105; i++) await ApiFixture.OptIn(client, store, $"+15125550{i}");
        await client.Send("DELETE", store + "/subscribers/+15125550104/consent");

        var seen = new List<string?>();
        string? cursor = null;
        do
        {
            var page = await client.Get($"{store}/subscribers?status=opted_in&limit=3" + (cursor is null ? "" : $"&cursor={cursor}"));
            seen.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("number").GetString()));
            cursor = page.Json.GetProperty("next").GetString();
        }
        while (cursor is not null);
        Assert.Equal(["+15125550100", "+15125550101", "+15125550102", "+15125550103"], seen);
    }

    [Theory]
    [InlineData("limit=0", "limit_invalid")]
    [InlineData("limit=501", "limit_invalid")]
    [InlineData("limit=many", "limit_invalid")]
    [InlineData("cursor=never-given", "cursor_invalid")]
    [InlineData("status=OptedIn", "filter_invalid")]
    public async Task QueryThatCannotBe_IsRefused(string query, string code)
    {
        var (client, store) = await api.NewStore();
        (await client.Get($"{store}/subscribers?{query}")).IsProblem(400, code);
    }

    static async Task NothingIsKnown(HttpClient client, string store, string number)
    {
        var subscriber = await client.Get($"{store}/subscribers/{number}");
        Assert.Equal("new", subscriber.Text("status"));
        Assert.Empty(subscriber.Json.GetProperty("history").EnumerateArray());
        Assert.Empty((await client.Get(store + "/subscribers")).Items());
    }
}
