using System.Net;
using System.Text.Json;

namespace Hark.Api.Tests;

/// <summary>The main job from one end to the other, as a program sees it: over HTTP only.</summary>
public sealed class FirstDayTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string Ann = "+15125550100";
    const string Bob = "+12125550101";

    [Fact]
    public async Task StoreTextsItsPeople_AndAStopEndsIt()
    {
        var account = await api.Admin.Send("POST", "/v1/accounts", new { name = "Motors Inc", email = "owner@example.com", password = "correct horse battery" });
        using var client = api.Client(account.Text("apiKey"));
        var created = await client.Send("POST", "/v1/stores", new { name = "Main Street Motors", keyword = "MOTORS", helpContact = "help@motors.example" });
        var (store, sender) = (created.Headers.Location!.ToString(), created.Text("sender"));
        var consent = await ApiFixture.OptIn(client, store, Ann);
        await ApiFixture.OptIn(client, store, Bob);

        var draft = new { name = "Spring", text = "New models are in.", kind = "marketing" };
        var estimate = (await client.Send("POST", store + "/campaigns:estimate", draft)).Json;
        Assert.Equal((2, 2), (estimate.GetProperty("recipients").GetInt32(), estimate.GetProperty("parts").GetInt32()));

        var started = await client.Send("POST", store + "/campaigns", draft, key: "spring");
        Assert.Equal(HttpStatusCode.Accepted, started.Status);
        var campaign = started.Headers.Location!.ToString();
        var completed = await client.Until(campaign, c => c.Text("status") == "completed");
        Assert.Equal(2, completed.Json.GetProperty("audience").GetInt32());
        // Receipts come later than the end of the hand-over.
        await client.Until(campaign, c => Progress(c, "delivered") == 2);

        const string written = "Main Street Motors: New models are in. Reply STOP to unsubscribe.";
        var deliveries = (await client.Get($"{store}/deliveries?campaign={started.Text("id")}")).Items();
        Assert.Equal([Ann, Bob], deliveries.Select(d => d.GetProperty("to").GetString()).OrderDescending());
        Assert.All(deliveries, d => Assert.Equal((written, "delivered"), (d.GetProperty("text").GetString(), d.GetProperty("status").GetString())));
        var decision = deliveries.Single(d => d.GetProperty("to").GetString() == Ann).GetProperty("decision");
        Assert.Equal(consent, decision.GetProperty("consent").GetString());
        Assert.Equal(JsonValueKind.Null, decision.GetProperty("rule").ValueKind);
        Assert.Contains("quiet-hours off", decision.GetProperty("rules").GetString(), StringComparison.Ordinal);

        var texts = await TextsTo(Ann);
        Assert.Contains((sender, written), texts);

        Assert.Equal(HttpStatusCode.Accepted, (await api.Admin.Send("POST", "/v1/simulator/inbound", new { from = Ann, to = sender, text = "Stop, please" })).Status);
        (await client.Send("POST", store + "/messages", new { to = Ann, text = "One more thing", kind = "marketing" })).IsProblem(422, Codes.OptedOut);

        var subscriber = await client.Get($"{store}/subscribers/{Ann}");
        Assert.Equal("opted_out", subscriber.Text("status"));
        var history = subscriber.Json.GetProperty("history").EnumerateArray().ToList();
        Assert.Equal([("opted_in", "api"), ("opted_out", "stop")], history.Select(h => (h.GetProperty("status").GetString(), h.GetProperty("method").GetString())));
        Assert.Equal(2, history.Select(h => h.GetProperty("hash").GetString()).Distinct().Count());

        var inbox = Assert.Single((await client.Get(store + "/inbox")).Items());
        Assert.Equal(("Stop, please", "opt_out", Ann), (inbox.GetProperty("text").GetString(), inbox.GetProperty("meaning").GetString(), inbox.GetProperty("from").GetString()));
        await api.Admin.Until("/v1/simulator/messages?to=%2B15125550100", m => m.Body.Contains("You are unsubscribed", StringComparison.Ordinal));
        Assert.Equal(texts.Count + 1, (await TextsTo(Ann)).Count);

        // Two confirmations, two texts of the campaign and the answer to the STOP.
        var metrics = await api.Anonymous.Until("/metrics", m =>
            m.Body.Contains("hark_carrier_receipts_total{status=\"delivered\"} 5\n", StringComparison.Ordinal) && m.Body.Contains("hark_pool_waiting{pool=\"shared\"} 0\n", StringComparison.Ordinal));
        foreach (var line in new[] { "hark_carrier_texts_total{status=\"accepted\"} 5", "hark_carrier_inbound_total 1", "hark_ready 1", "hark_pool_rate{pool=\"shared\"} 1000" })
            Assert.Contains(line + "\n", metrics.Body, StringComparison.Ordinal);
        Assert.Matches("hark_activations_live [1-9]", metrics.Body);
    }

    async Task<IReadOnlyList<(string? From, string? Text)>> TextsTo(string number) =>
        [.. (await api.Admin.Get($"/v1/simulator/messages?to={Uri.EscapeDataString(number)}")).Items().Select(m => (m.GetProperty("from").GetString(), m.GetProperty("text").GetString()))];

    static long Progress(Answer campaign, string status) => campaign.Json.GetProperty("progress").TryGetProperty(status, out var count) ? count.GetInt64() : 0;
}
