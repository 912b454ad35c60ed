using System.Net;

namespace Hark.Api.Tests;

[Collection("api")]
public sealed class CampaignTests(ApiFixture api)
{
    [Fact]
    public async Task Campaign_IsStartedPausedResumedAndCancelled()
    {
        var (client, store) = await Ready();
        var started = await client.Send("POST", store + "/campaigns", Draft("Spring"));
        Assert.Equal(HttpStatusCode.Accepted, started.Status);
        Assert.Equal("running", started.Text("status"));
        Assert.Equal(1, started.Json.GetProperty("progress").GetProperty("queued").GetInt64());
        var campaign = started.Headers.Location!.ToString();
        Assert.Equal(started.Body, (await client.Get(campaign)).Body);

        (await client.Send("POST", campaign + ":resume")).IsProblem(409, Codes.CampaignNotPaused);
        Assert.Equal("paused", (await client.Send("POST", campaign + ":pause")).Text("status"));
        (await client.Send("POST", campaign + ":pause")).IsProblem(409, Codes.CampaignNotRunning);
        Assert.Equal("running", (await client.Send("POST", campaign + ":resume")).Text("status"));
        Assert.Equal("cancelled", (await client.Send("POST", campaign + ":cancel")).Text("status"));
        (await client.Send("POST", campaign + ":cancel")).IsProblem(409, Codes.CampaignEnded);
        Assert.Single((await client.Get(store + "/campaigns")).Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Estimate_TellsRecipientsAndAdvice()
    {
        var (client, store) = await Ready();
        var estimate = await client.Send("POST", store + "/campaigns:estimate", new { text = "Sale", kind = "marketing" });
        Assert.Equal(HttpStatusCode.OK, estimate.Status);
        Assert.Equal(1, estimate.Json.GetProperty("recipients").GetInt64());
        Assert.NotEmpty(estimate.Json.GetProperty("advice").EnumerateArray());
    }

    [Fact]
    public async Task NameTaken_IsRefused()
    {
        var (client, store) = await Ready();
        await client.Send("POST", store + "/campaigns", Draft("Spring"));
        (await client.Send("POST", store + "/campaigns", Draft("Spring"))).IsProblem(409, Codes.CampaignNameTaken);
    }

    [Fact]
    public async Task SameStartWithTheSameKey_IsOneCampaign()
    {
        var (client, store) = await Ready();
        var first = await client.Send("POST", store + "/campaigns", Draft("Spring"), key: "spring");
        var again = await client.Send("POST", store + "/campaigns", Draft("Spring"), key: "spring");
        Assert.Equal((first.Status, first.Body, first.Headers.Location), (again.Status, again.Body, again.Headers.Location));
        Assert.Single((await client.Get(store + "/campaigns")).Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task WithoutRecipients_IsRefused()
    {
        var (client, store) = await api.NewStore();
        (await client.Send("POST", store + "/campaigns", Draft("Spring"))).IsProblem(422, Codes.CampaignEmpty);
    }

    [Theory]
    [InlineData("""{"name":"A","text":"Sale","kind":"marketing","notAfter":"2020-01-01T00:00:00Z"}""", 422, Codes.NotAfterInPast)]
    [InlineData("""{"name":"A","text":"Sale","kind":"marketing","startAt":"2099-01-02T00:00:00Z","notAfter":"2099-01-01T00:00:00Z"}""", 422, Codes.NotAfterBeforeStart)]
    [InlineData("""{"name":"A","text":"","kind":"marketing"}""", 422, Codes.TextEmpty)]
    [InlineData("""{"name":"A","text":"Sale","kind":"marketing","mediaUrl":"http://example.com/a.gif"}""", 422, "media_not_supported")]
    [InlineData("""{"text":"Sale","kind":"marketing"}""", 400, "field_missing")]
    [InlineData("""{"name":"A","text":"Sale"}""", 400, "field_missing")]
    [InlineData("""{"name":"A","text":"Sale","kind":"marketing","startAt":"soon"}""", 400, "request_malformed")]
    [InlineData("""{"name":"A","text":"Sale","kind":"marketing","recipients":["+15125550100"]}""", 400, "request_malformed")]
    public async Task DraftThatCannotBe_IsRefused(string body, int status, string code)
    {
        var (client, store) = await Ready();
        (await client.Send("POST", store + "/campaigns", body)).IsProblem(status, code);
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
        await ApiFixture.OptIn(client, store, "+15125550100");
        return (client, store);
    }

    static object Draft(string name) => new { name, text = "Sale today", kind = "marketing" };
}
