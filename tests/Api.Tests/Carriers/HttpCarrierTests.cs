using System.Net;
using System.Text;
using Hark.Testing;

namespace Hark.Api.Tests;

/// <summary>From a request to the provider and back, through the whole product.</summary>
public sealed class HttpCarrierTests(HttpCarrierApi api) : IClassFixture<HttpCarrierApi>
{
    [Fact]
    public async Task Message_ReachesTheProviderAndItsReceiptDelivers()
    {
        const string number = "+15125550161";
        var (client, store) = await api.Ready(number);
        var sender = (await client.Get(store)).Text("sender");
        var (delivery, posted, id) = await Send(client, store, number, "Your car is ready");

        Assert.Equal(
            [("To", number), ("From", sender), ("Body", "Main Street Motors: Your car is ready"), ("StatusCallback", "https://text.example.com/hark/carriers/http/status")],
            posted.Form);
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("AC123:password-of-the-tests")), posted.Headers["Authorization"]);

        foreach (var status in new[] { "queued", "sending", "sent" })
        {
            Assert.Equal(HttpStatusCode.NoContent, (await api.Receipt(id, status)).Status);
            Assert.Equal("submitted", (await client.Get(delivery)).Text("status"));
        }
        Assert.Equal(HttpStatusCode.NoContent, (await api.Receipt(id, "delivered")).Status);
        Assert.Equal("delivered", (await client.Get(delivery)).Text("status"));

        // Given again, and given late.
        Assert.Equal(HttpStatusCode.NoContent, (await api.Receipt(id, "delivered")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await api.Receipt(id, "sent")).Status);
        Assert.Equal("delivered", (await client.Get(delivery)).Text("status"));
    }

    [Theory]
    [InlineData("undelivered", "30003", "http_30003")]
    [InlineData("failed", "", null)]
    public async Task MessageThatDidNotArrive_IsUndeliveredWithTheProvidersCode(string status, string error, string? code)
    {
        var number = "+1512555017" + status.Length % 10;
        var (client, store) = await api.Ready(number);
        var (delivery, _, id) = await Send(client, store, number, "Your car is ready");
        Assert.Equal(HttpStatusCode.NoContent, (await api.Receipt(id, status, ("ErrorCode", error))).Status);
        var view = await client.Get(delivery);
        Assert.Equal(("undelivered", code), (view.Text("status"), view.Json.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task ReceiptBeforeTheAnswer_IsNotLost()
    {
        const string number = "+15125550162";
        var (client, store) = await api.Ready(number);
        var whole = api.Provider.Answer;
        api.Provider.Answer = request => request["To"] != number ? whole(request) : new(async (stream, end) =>
        {
            Assert.Equal(HttpStatusCode.NoContent, (await api.Receipt("SMearly", "delivered")).Status);
            await ProviderAnswer.Json(201, """{"sid":"SMearly","status":"accepted"}""").Write(stream, end);
        });
        var sent = await client.Send("POST", store + "/messages", new { to = number, text = "Quick", kind = "informational" });
        await client.Until($"/v1/deliveries/{sent.Text("id")}", d => d.Text("status") == "delivered");
        api.Provider.Answer = whole;
    }

    [Fact]
    public async Task Picture_IsTheAddressOfOurs()
    {
        const string number = "+15125550163";
        var (client, store) = await api.Ready(number);
        var sent = await client.Send("POST", store + "/messages", new { to = number, text = "Look", kind = "informational", mediaUrl = api.Stranger.Url });
        await client.Until($"/v1/deliveries/{sent.Text("id")}", d => d.Text("status") == "submitted");
        var address = Posted(number)[^1]["MediaUrl"];
        Assert.Equal(sent.Text("mediaUrl"), address);
        Assert.StartsWith(HttpCarrierApi.PublicUrl + "/media/", address, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await api.Anonymous.Get(address[HttpCarrierApi.PublicUrl.Length..])).Status);
    }

    [Fact]
    public async Task ProviderThatThrottles_IsAskedAgainAfterTheRest()
    {
        const string number = "+15125550164";
        var (client, store) = await api.Ready(number);
        var (whole, before) = (api.Provider.Answer, Posted(number).Count);
        api.Provider.Answer = request => Posted(number).Count == before + 1 ? ProviderAnswer.Json(429, """{"code":20429}""", "Retry-After: 1\r\n") : whole(request);
        await Send(client, store, number, "Patience");
        api.Provider.Answer = whole;
        Assert.Equal(before + 2, Posted(number).Count);
    }

    [Fact]
    public async Task ProviderThatFails_LeavesItUnknownAndIsNotAskedAgain()
    {
        const string number = "+15125550165";
        var (client, store) = await api.Ready(number);
        var (whole, before) = (api.Provider.Answer, Posted(number).Count);
        api.Provider.Answer = request => request["Body"].Contains("Once", StringComparison.Ordinal) ? ProviderAnswer.Json(500, "{}") : whole(request);
        var sent = await client.Send("POST", store + "/messages", new { to = number, text = "Once", kind = "informational" });
        var unknown = await client.Until($"/v1/deliveries/{sent.Text("id")}", d => d.Text("status") == "unknown");
        Assert.Equal("http_500", unknown.Text("code"));

        await Send(client, store, number, "Next");
        api.Provider.Answer = whole;
        Assert.Equal(["Main Street Motors: Once", "Main Street Motors: Next"], Posted(number).Skip(before).Select(p => p["Body"]));
        Assert.Equal("unknown", (await client.Get($"/v1/deliveries/{sent.Text("id")}")).Text("status"));
    }

    [Fact]
    public async Task Simulator_IsOff() =>
        (await api.Admin.Send("POST", "/v1/simulator/inbound", new { from = "+15125550100", to = "1", text = "STOP" })).IsProblem(404, "simulator_off");

    /// <summary>Sends a text and waits until the provider has it.</summary>
    async Task<(string Delivery, ProviderRequest Posted, string Id)> Send(HttpClient client, string store, string number, string text)
    {
        var sent = await client.Send("POST", store + "/messages", new { to = number, text, kind = "informational" });
        Assert.Equal(HttpStatusCode.Accepted, sent.Status);
        var delivery = $"/v1/deliveries/{sent.Text("id")}";
        var view = await client.Until(delivery, d => d.Text("status") == "submitted");
        return (delivery, Posted(number).Last(p => p["Body"].EndsWith(text, StringComparison.Ordinal)), view.Text("carrierReference")["http:".Length..]);
    }

    List<ProviderRequest> Posted(string number) => [.. api.Provider.Received.Where(r => r["To"] == number)];
}
