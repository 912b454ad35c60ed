using System.Net;
using Hark.Testing;

namespace Hark.Api.Tests;

public sealed class CallbackTests(OwnNetwork api) : IClassFixture<OwnNetwork>
{
    static readonly string[] Usual = ["message.received", "consent.requested", "consent.opted_in", "consent.opted_out", "campaign.ended"];

    static Task<Answer> Set(HttpClient client, string store, string url, object? more = null) =>
        client.Send("PUT", store + "/callback", more ?? new { url });

    async Task Inbound(HttpClient client, string store, string text, string from = "+13125550123")
    {
        var to = (await client.Get(store)).Text("sender");
        Assert.True((await api.Admin.Send("POST", "/v1/simulator/inbound", new { from, to, text })).Status < HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Endpoint_IsSetShownAndTakenAway()
    {
        var (client, store) = await api.NewStore();
        (await client.Get(store + "/callback")).IsProblem(404, Codes.CallbackUnknown);

        var set = await Set(client, store, "https://acme.example/hook");
        Assert.Equal(HttpStatusCode.OK, set.Status);
        Assert.StartsWith("whsec_", set.Text("secret"), StringComparison.Ordinal);
        Assert.Equal(("json", "active", "https://acme.example/hook"), (set.Text("form"), set.Text("state"), set.Text("url")));
        Assert.Equal(Usual, set.Json.GetProperty("events").EnumerateArray().Select(e => e.GetString()));

        var again = await Set(client, store, "https://acme.example/other", new { url = "https://acme.example/other", form = "crmtext" });
        Assert.Null(again.Json.GetProperty("secret").GetString());
        var shown = await client.Get(store + "/callback");
        Assert.Equal(("crmtext", "https://acme.example/other"), (shown.Text("form"), shown.Text("url")));
        Assert.DoesNotContain("whsec_", shown.Body, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, (await client.Send("DELETE", store + "/callback")).Status);
        (await client.Get(store + "/callback")).IsProblem(404, Codes.CallbackUnknown);
    }

    [Fact]
    public async Task WhatCannotBe_IsRefusedWithItsCode()
    {
        var (client, store) = await api.NewStore();
        (await Set(client, store, "https://acme.example/\r\nX-Injected: 1")).IsProblem(422, Codes.CallbackUrlInvalid);
        (await Set(client, store, "ftp://acme.example")).IsProblem(422, Codes.CallbackUrlInvalid);
        (await Set(client, store, "", new { form = "json" })).IsProblem(400, ApiCodes.FieldMissing);
        (await Set(client, store, "", new { url = "https://acme.example", form = "xml" })).IsProblem(400, ApiCodes.RequestMalformed);
        (await Set(client, store, "", new { url = "https://acme.example", events = new[] { "message.lost" } })).IsProblem(422, Codes.CallbackEventsInvalid);
        (await Set(client, store, "", new { url = "https://acme.example", form = "crmtext", events = new[] { "campaign.ended" } })).IsProblem(422, Codes.CallbackEventsInvalid);
        foreach (var act in new[] { "callback:rotate", "callback:resume", "callback/events/msg_1:replay" })
            (await client.Send("POST", $"{store}/{act}")).IsProblem(404, Codes.CallbackUnknown);
        (await client.Send("POST", store + "/callback:replay", new { since = "2026-01-01T00:00:00Z" })).IsProblem(404, Codes.CallbackUnknown);
        (await client.Get(store + "/callback/events?status=lost")).IsProblem(400, ApiCodes.FilterInvalid);
    }

    [Fact]
    public async Task StrangersStore_IsUnknown()
    {
        var (_, store) = await api.NewStore();
        using var stranger = await api.NewAccount();
        foreach (var (method, path) in new[] { ("GET", "callback"), ("DELETE", "callback"), ("GET", "callback/events"), ("POST", "callback:rotate"), ("POST", "callback:resume") })
            (await stranger.Send(method, $"{store}/{path}")).IsProblem(404, Codes.StoreUnknown);
        (await stranger.Get("/v1/callbacks")).IsProblem(403, Codes.AdminOnly);
    }

    [Fact]
    public async Task InboundText_ArrivesSignedAndIsListed()
    {
        using var receiver = new CallbackReceiver();
        var (client, store) = await api.NewStore();
        await Set(client, store, receiver.Url);
        await Inbound(client, store, "Hello");
        var events = await client.Until(store + "/callback/events?status=delivered", a => a.Items().Count == 1);

        var arrived = Assert.Single(receiver.Received);
        Assert.Equal(("message.received", "Hello", "+13125550123"), (arrived.Type, arrived.Data("text"), arrived.Data("from")));
        Assert.StartsWith("v1,", arrived.Signature, StringComparison.Ordinal);
        var listed = events.Items()[0];
        Assert.Equal((arrived.Id, "message.received", "delivered", "+13125550123"),
            (listed.GetProperty("id").GetString(), listed.GetProperty("type").GetString(), listed.GetProperty("status").GetString(), listed.GetProperty("customer").GetString()));
        Assert.Equal((1, 200, "Hello"), (listed.GetProperty("attempts").GetInt32(), listed.GetProperty("httpStatus").GetInt32(), listed.GetProperty("data").GetProperty("text").GetString()));
        Assert.Equal(0, (await client.Get(store + "/callback")).Json.GetProperty("pending").GetInt64());
    }

    [Fact]
    public async Task Replayed_ArrivesOnceMoreUnderItsId()
    {
        using var receiver = new CallbackReceiver();
        var (client, store) = await api.NewStore();
        await Set(client, store, receiver.Url);
        await Inbound(client, store, "Hello");
        await client.Until(store + "/callback/events?status=delivered", a => a.Items().Count == 1);
        var id = receiver.Received.Single().Id;

        Assert.Equal(1, (await client.Send("POST", $"{store}/callback/events/{id}:replay")).Json.GetProperty("events").GetInt64());
        await Until.True(() => receiver.Received.Count == 2, "it has arrived again");
        await client.Until(store + "/callback/events?status=delivered", a => a.Items().Count == 1);
        Assert.Equal(1, (await client.Send("POST", store + "/callback:replay", new { since = "2026-01-01T00:00:00Z" })).Json.GetProperty("events").GetInt64());
        await Until.True(() => receiver.Received.Count == 3, "it has arrived a third time");
        Assert.Single(receiver.Received.Select(r => r.Id).Distinct());
        (await client.Send("POST", $"{store}/callback/events/msg_1:replay")).IsProblem(404, Codes.CallbackEventUnknown);
        (await client.Send("POST", $"{store}/callback/events/nonsense:replay")).IsProblem(404, Codes.CallbackEventUnknown);
    }

    [Fact]
    public async Task EndpointThatIsGone_IsDisabledShownToTheOperatorAndResumed()
    {
        using var receiver = new CallbackReceiver { Answer = _ => Task.FromResult(410) };
        var (client, store) = await api.NewStore();
        await Set(client, store, receiver.Url);
        (await client.Send("POST", store + "/callback:resume")).IsProblem(409, Codes.CallbackActive);
        await Inbound(client, store, "Hello");
        var disabled = await client.Until(store + "/callback", a => a.Text("state") == "disabled");
        Assert.Contains("410", disabled.Text("reason"), StringComparison.Ordinal);
        Assert.Equal(1, disabled.Json.GetProperty("pending").GetInt64());
        Assert.Contains((await api.Admin.Get("/v1/callbacks?state=disabled")).Items(), e => store.EndsWith(e.GetProperty("store").GetString()!, StringComparison.Ordinal));
        Assert.DoesNotContain((await api.Admin.Get("/v1/callbacks?state=suspended")).Items(), e => store.EndsWith(e.GetProperty("store").GetString()!, StringComparison.Ordinal));
        Assert.Contains((await api.Admin.Get("/v1/audit")).Items(), e => e.GetProperty("act").GetString() == "callback.disabled");

        receiver.Answer = _ => Task.FromResult(200);
        Assert.Equal("active", (await client.Send("POST", store + "/callback:resume")).Text("state"));
        await client.Until(store + "/callback/events?status=delivered", a => a.Items().Count == 1);
    }

    [Fact]
    public async Task RotatedTwiceWithOneKey_IsRotatedOnce()
    {
        var (client, store) = await api.NewStore();
        var first = (await Set(client, store, "https://acme.example/hook")).Text("secret");
        var rotated = await client.Send("POST", store + "/callback:rotate", key: "rotate-1");
        var again = await client.Send("POST", store + "/callback:rotate", key: "rotate-1");
        Assert.NotEqual(first, rotated.Text("secret"));
        Assert.Equal(rotated.Text("secret"), again.Text("secret"));
        Assert.NotEqual(rotated.Text("secret"), (await client.Send("POST", store + "/callback:rotate")).Text("secret"));
    }

    [Fact]
    public async Task Posts_AreCounted()
    {
        using var receiver = new CallbackReceiver();
        var (client, store) = await api.NewStore();
        await Set(client, store, receiver.Url);
        await Inbound(client, store, "Hello");
        await client.Until(store + "/callback/events?status=delivered", a => a.Items().Count == 1);
        Assert.Contains("hark_callbacks_posts_total{result=\"delivered\"}", (await api.Anonymous.Get("/metrics")).Body, StringComparison.Ordinal);
    }
}

/// <summary>As it ships: callbacks go to the public internet alone.</summary>
public sealed class PublicCallbackTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("http://127.0.0.1:8080/hook")]
    [InlineData("http://10.0.0.1/hook")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[::1]/hook")]
    public async Task AddressInOurOwnNetwork_IsRefusedAtOnce(string url)
    {
        var (client, store) = await api.NewStore();
        (await client.Send("PUT", store + "/callback", new { url })).IsProblem(422, Codes.CallbackUrlInvalid);
    }

    [Fact]
    public async Task NameInOurOwnNetwork_IsNotPostedTo()
    {
        using var receiver = new CallbackReceiver();
        var (client, store) = await api.NewStore();
        var url = receiver.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.Send("PUT", store + "/callback", new { url })).Status);
        await api.Admin.Send("POST", "/v1/simulator/inbound", new { from = "+13125550123", to = (await client.Get(store)).Text("sender"), text = "Hello" });
        var failed = await client.Until(store + "/callback/events", a => a.Items() is [var e] && e.GetProperty("attempts").GetInt32() == 1);
        Assert.Contains("is not on the public internet", failed.Items()[0].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(receiver.Received);
    }
}

/// <summary>Endpoints may lie on this machine.</summary>
public sealed class OwnNetwork : ApiFixture
{
    protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?> { ["Callbacks:AllowPrivateAddresses"] = "true" };
}
