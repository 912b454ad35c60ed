using System.Net;

namespace Hark.Api.Tests;

public sealed class CampaignControlTests(SlowPool api) : IClassFixture<SlowPool>
{
    [Fact]
    public async Task Campaign_IsStartedPausedResumedAndCancelled()
    {
        var (client, store) = await api.NewStore();
        foreach (var number in new[] { "+15125550100", "+15125550101", "+15125550102" }) await ApiFixture.OptIn(client, store, number);
        var started = await client.Send("POST", store + "/campaigns", new { name = "Spring", text = "Sale today", kind = "marketing" });
        Assert.Equal(HttpStatusCode.Accepted, started.Status);
        Assert.Equal("running", started.Text("status"));
        Assert.Equal(3, started.Json.GetProperty("progress").EnumerateObject().Sum(status => status.Value.GetInt64()));
        var campaign = started.Headers.Location!.ToString();
        Assert.Equal((started.Text("id"), "Spring"), ((await client.Get(campaign)).Text("id"), (await client.Get(campaign)).Text("name")));

        (await client.Send("POST", campaign + ":resume")).IsProblem(409, Codes.CampaignNotPaused);
        Assert.Equal("paused", (await client.Send("POST", campaign + ":pause")).Text("status"));
        (await client.Send("POST", campaign + ":pause")).IsProblem(409, Codes.CampaignNotRunning);
        Assert.Equal("running", (await client.Send("POST", campaign + ":resume")).Text("status"));
        Assert.Equal("cancelled", (await client.Send("POST", campaign + ":cancel")).Text("status"));
        foreach (var act in new[] { ":cancel", ":pause", ":resume" }) (await client.Send("POST", campaign + act)).IsProblem(409, Codes.CampaignEnded);
        Assert.Equal("cancelled", Assert.Single((await client.Get(store + "/campaigns")).Items()).GetProperty("status").GetString());
    }
}
