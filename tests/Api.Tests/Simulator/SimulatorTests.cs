using System.Net;

namespace Hark.Api.Tests;

public sealed class SimulatorTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Handset_GetsTextsAndAnswers()
    {
        var (client, store) = await api.NewStore();
        const string number = "+15125550177";
        await ApiFixture.OptIn(client, store, number);
        var sender = (await client.Get(store)).Text("sender");
        await client.Send("POST", store + "/messages", new { to = number, text = "Hello", kind = "marketing" });
        var reached = await api.Admin.Until("/v1/simulator/messages?to=%2B15125550177", m => m.Body.Contains("Main Street Motors: Hello", StringComparison.Ordinal));
        Assert.All(reached.Items(), m => Assert.Equal(sender, m.GetProperty("from").GetString()));

        Assert.Equal(HttpStatusCode.Accepted, (await api.Admin.Send("POST", "/v1/simulator/inbound", new { from = number, to = sender, text = "STOP" })).Status);
        var inbox = Assert.Single((await client.Get(store + "/inbox")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal("opt_out", inbox.GetProperty("meaning").GetString());
        Assert.Equal("opted_out", (await client.Get($"{store}/subscribers/{number}")).Text("status"));
    }

    [Fact]
    public async Task PicturesOfAHandset_ReachTheInbox()
    {
        var (client, store) = await api.NewStore();
        var sender = (await client.Get(store)).Text("sender");
        await ApiFixture.OptIn(client, store, "+15125550178");
        string[] urls = ["https://carrier.example/a/1.JPG?x=1", "http://carrier.example/2.gif", "https://carrier.example/3"];
        foreach (var text in new[] { "Look", "" })
            Assert.Equal(HttpStatusCode.Accepted, (await api.Admin.Send("POST", "/v1/simulator/inbound", new { from = "+15125550178", to = sender, text, mediaUrls = urls })).Status);
        await api.Admin.Send("POST", "/v1/simulator/inbound", new { from = "+15125550178", to = sender, text = "Seen?" });

        var inbox = (await client.Get(store + "/inbox")).Items();
        Assert.Equal(["Seen?", "", "Look"], inbox.Select(i => i.GetProperty("text").GetString()));
        Assert.All(inbox, i => Assert.Equal("message", i.GetProperty("meaning").GetString()));
        Assert.Empty(inbox[0].GetProperty("media").EnumerateArray());
        foreach (var item in inbox.Skip(1))
        {
            var media = item.GetProperty("media").EnumerateArray().ToList();
            Assert.Equal(urls, media.Select(m => m.GetProperty("url").GetString()));
            Assert.Equal(["image/jpeg", "image/gif", "application/octet-stream"], media.Select(m => m.GetProperty("contentType").GetString()));
        }
    }

    [Fact]
    public async Task BadRequests_AreRefused()
    {
        foreach (var urls in (string?[][])[["file:///etc/passwd"], [null], [.. Enumerable.Repeat("https://carrier.example/1.jpg", 11)]])
            (await api.Admin.Send("POST", "/v1/simulator/inbound", new { from = "+15125550100", to = "1", text = "Look", mediaUrls = urls })).IsProblem(422, Codes.MediaUrlInvalid);
        (await api.Admin.Send("POST", "/v1/simulator/inbound", new { from = "me", to = "1", text = "STOP" })).IsProblem(422, Codes.NumberMalformed);
        (await api.Admin.Send("POST", "/v1/simulator/inbound", new { from = "+15125550100", to = "1" })).IsProblem(400, "field_missing");
        (await api.Admin.Send("POST", "/v1/simulator/inbound", new { from = "+15125550100", to = "1", text = "STOP", at = "now" })).IsProblem(400, "request_malformed");
        (await api.Admin.Get("/v1/simulator/messages")).IsProblem(400, "field_missing");
        (await (await api.NewAccount()).Get("/v1/simulator/messages?to=%2B15125550177")).IsProblem(403, Codes.AdminOnly);
    }
}
