using System.Net;

namespace Hark.Api.Tests;

public sealed class CampaignTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task ScheduledCampaign_WaitsAndMayBeCancelled()
    {
        var (client, store) = await Ready();
        var planned = await client.Send("POST", store + "/campaigns", new { name = "Later", text = "Sale", kind = "marketing", startAt = "2099-01-01T10:00:00+02:00" });
        Assert.Equal(("scheduled", "2099-01-01T08:00:00Z"), (planned.Text("status"), planned.Text("startAt")));
        Assert.Equal("cancelled", (await client.Send("POST", planned.Headers.Location + ":cancel")).Text("status"));
        Assert.Empty(await ApiFixture.SentBy(client, store));
    }

    [Fact]
    public async Task Estimate_TellsRecipientsAndAdvice()
    {
        var (client, store) = await Ready();
        var estimate = await client.Send("POST", store + "/campaigns:estimate", new { text = "Sale", kind = "marketing" });
        Assert.Equal(HttpStatusCode.OK, estimate.Status);
        Assert.Equal(3, estimate.Json.GetProperty("recipients").GetInt64());
        Assert.NotEmpty(estimate.Json.GetProperty("advice").EnumerateArray());
        Assert.Empty((await client.Get(store + "/campaigns")).Items());
    }

    [Fact]
    public async Task NameTaken_IsRefused()
    {
        var (client, store) = await Ready();
        await client.Send("POST", store + "/campaigns", Draft("Spring"));
        (await client.Send("POST", store + "/campaigns", Draft("Spring"))).IsProblem(409, Codes.CampaignNameTaken);
        Assert.Single((await client.Get(store + "/campaigns")).Items());
        var other = await api.NewStore(client);
        await ApiFixture.OptIn(client, other, "+15125550100");
        Assert.Equal(HttpStatusCode.Accepted, (await client.Send("POST", other + "/campaigns", Draft("Spring"))).Status);
    }

    [Fact]
    public async Task SameNameAtOnce_IsOneCampaign()
    {
        var (client, store) = await Ready();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.Send("POST", store + "/campaigns", Draft("Spring"))));
        Assert.Single(answers, a => a.Status == HttpStatusCode.Accepted);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Accepted), a => a.IsProblem(409, Codes.CampaignNameTaken));
        Assert.Single((await client.Get(store + "/campaigns")).Items());
    }

    [Fact]
    public async Task SameStartWithTheSameKey_IsOneCampaign()
    {
        var (client, store) = await Ready();
        var first = await client.Send("POST", store + "/campaigns", Draft("Spring"), key: "spring");
        var again = await client.Send("POST", store + "/campaigns", Draft("Spring"), key: "spring");
        Assert.Equal((first.Status, first.Body, first.Headers.Location), (again.Status, again.Body, again.Headers.Location));
        Assert.Single((await client.Get(store + "/campaigns")).Items());
    }

    [Fact]
    public async Task WithoutRecipients_IsRefused()
    {
        var (client, store) = await api.NewStore();
        (await client.Send("POST", store + "/campaigns", Draft("Spring"))).IsProblem(422, Codes.CampaignEmpty);
        Assert.Empty((await client.Get(store + "/campaigns")).Items());
        await ApiFixture.OptIn(client, store, "+15125550100");
        Assert.Equal(HttpStatusCode.Accepted, (await client.Send("POST", store + "/campaigns", Draft("Spring"))).Status);
    }

    [Theory]
    [InlineData("""{"name":"A","text":"Sale","kind":"marketing","notAfter":"2020-01-01T00:00:00Z"}""", 422, Codes.NotAfterInPast)]
    [InlineData("""{"name":"A","text":"Sale","kind":"marketing","startAt":"2099-01-02T00:00:00Z","notAfter":"2099-01-01T00:00:00Z"}""", 422, Codes.NotAfterBeforeStart)]
    [InlineData("""{"name":"A","text":"","kind":"marketing"}""", 422, Codes.TextEmpty)]
    [InlineData("""{"name":"A","text":"Sale","kind":"marketing","mediaUrl":"http://127.0.0.1/a.gif"}""", 422, Codes.MediaNotPublic)]
    [InlineData("""{"name":" ","text":"Sale","kind":"marketing"}""", 422, Codes.CampaignNameInvalid)]
    [InlineData("""{"name":"A","text":"bell \u0007","kind":"marketing"}""", 422, Codes.TextControlCharacters)]
    [InlineData("""{"name":"A","text":"half \ud83d","kind":"marketing"}""", 400, "request_malformed")]
    [InlineData("""{"text":"Sale","kind":"marketing"}""", 400, "field_missing")]
    [InlineData("""{"name":"A","text":"Sale"}""", 400, "field_missing")]
    [InlineData("""{"name":"A","text":"Sale","kind":"marketing","startAt":"soon"}""", 400, "request_malformed")]
    [InlineData("""{"name":"A","text":"Sale","kind":"marketing","recipients":["+15125550100"]}""", 400, "request_malformed")]
    public async Task DraftThatCannotBe_IsRefused(string body, int status, string code)
    {
        var (client, store) = await Ready();
        (await client.Send("POST", store + "/campaigns", body)).IsProblem(status, code);
        Assert.Empty((await client.Get(store + "/campaigns")).Items());
    }

    [Theory]
    [InlineData("GET", "/campaigns/cp_987654321")]
    [InlineData("GET", "/campaigns/nonsense")]
    [InlineData("POST", "/campaigns/cp_987654321:pause")]
    [InlineData("POST", "/campaigns/nonsense:cancel")]
    public async Task UnknownCampaign_IsRefused(string method, string path)
    {
        var (client, store) = await Ready();
        (await client.Send(method, store + path)).IsProblem(404, Codes.CampaignUnknown);
    }

    [Fact]
    public async Task CampaignOfAnotherStore_IsUnknown()
    {
        var (client, store) = await Ready();
        var started = await client.Send("POST", store + "/campaigns", Draft("Spring"));
        var other = await api.NewStore(client);
        (await client.Get($"{other}/campaigns/{started.Text("id")}")).IsProblem(404, Codes.CampaignUnknown);
        (await client.Send("POST", $"{other}/campaigns/{started.Text("id")}:cancel")).IsProblem(404, Codes.CampaignUnknown);
    }

    async Task<(HttpClient, string)> Ready()
    {
        var (client, store) = await api.NewStore();
        foreach (var number in new[] { "+15125550100", "+15125550101", "+15125550102" }) await ApiFixture.OptIn(client, store, number);
        return (client, store);
    }

    static object Draft(string name) => new { name, text = "Sale today", kind = "marketing" };
}
