using System.Net;
using Hark.Testing;

namespace Hark.Api.Tests;

/// <summary>From a request to an SMSC and back, over the link of the sender.</summary>
[Trait("Needs", "Smsc")]
public sealed class LinksTests(LinksApi api) : IClassFixture<LinksApi>
{
    [Fact]
    public async Task Message_ReachesTheSmscAndItsReceiptDelivers()
    {
        const string number = "+15125550801";
        var (client, store) = await api.Ready(number);
        var delivery = await LinksApi.Send(client, store, number, "Your car is ready");
        await client.Until(delivery, d => d.Text("status") == "delivered");

        var submit = Assert.Single(api.Usual.Submits(), s => s.Destination == number[1..] && s.Text!.Contains("Your car", StringComparison.Ordinal));
        Assert.Equal("Main Street Motors: Your car is ready", submit.Text);
        Assert.Equal((await client.Get(store)).Text("sender")[1..], submit.Source);
        Assert.Equal($"smpp:{submit.Id}", (await client.Get(delivery)).Text("carrierReference"));
        Assert.DoesNotContain(api.West.Submits(), s => s.Destination == number[1..]);
    }

    [Fact]
    public async Task StopFromAHandset_OptsOutAndIsConfirmedOverTheSameLink()
    {
        const string number = "+15125550802";
        var (client, store) = await api.Ready(number, LinksApi.WestSender);
        var delivery = await LinksApi.Send(client, store, number, "Your car is ready");
        await client.Until(delivery, d => d.Text("status") == "delivered");
        Assert.StartsWith("west:", (await client.Get(delivery)).Text("carrierReference"), StringComparison.Ordinal);

        Assert.Equal(0u, await api.West.Deliver(number[1..], LinksApi.WestSender[1..], "Stop. Thank you"));
        Assert.Equal("opted_out", (await client.Get($"{store}/subscribers/{number}")).Text("status"));
        await Until.True(() => api.West.Submits().Any(s => s.Destination == number[1..] && s.Text!.Contains("unsubscribed", StringComparison.Ordinal)), "the STOP is confirmed");
        Assert.DoesNotContain(api.Usual.Submits(), s => s.Destination == number[1..]);
    }

    [Fact]
    public async Task LinkThatIsDown_HoldsItsTextsAndOthersGoOn()
    {
        const string west = "+15125550803", usual = "+15125550804";
        var (client, store) = await api.Ready(west, LinksApi.HeldSender);
        var (otherClient, otherStore) = await api.Ready(usual);
        await api.Held.Kill();
        await Until.True(async () => (await api.Anonymous.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Contains("hark_link_up{link=\"held\",kind=\"smpp\"} 0", StringComparison.Ordinal), "the link is down");
        var held = await LinksApi.Send(client, store, west, "Your car is ready");
        var other = await LinksApi.Send(otherClient, otherStore, usual, "Your car is ready");
        await otherClient.Until(other, d => d.Text("status") == "delivered");
        Assert.Contains((await client.Get(held)).Text("status"), new[] { "queued", "submitting", "deferred" });

        await api.Held.Restart();
        await client.Until(held, d => d.Text("status") == "delivered");
        Assert.Single(api.Held.Submits(), s => s.Destination == west[1..] && s.Text!.Contains("Your car", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PictureToALinkThatTakesNone_IsRefusedBeforeItIsFetched()
    {
        const string number = "+15125550807";
        var (client, store) = await api.Ready(number);
        // Nobody listens there: the refusal would be another one if it had been asked.
        var mediaUrl = $"http://127.0.0.1:{FreePort.Next()}/car.jpg";
        var message = await client.Send("POST", $"{store}/messages", new { to = number, text = "Your car is ready", kind = "informational", mediaUrl });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "picture_unsupported"), (message.Status, message.Text("code")));
        var campaign = await client.Send("POST", $"{store}/campaigns", new { name = "Spring", text = "Your car is ready", kind = "marketing", mediaUrl });
        Assert.Equal("picture_unsupported", campaign.Text("code"));
    }

    [Fact]
    public async Task LinkOfItsOwnRate_IsAPool()
    {
        var pool = await api.Admin.Get("/v1/pools/west");
        Assert.Equal(("west", 50.0), (pool.Text("pool"), pool.Json.GetProperty("rate").GetDouble()));
        var unknown = await api.Admin.Get("/v1/pools/east");
        Assert.Equal((HttpStatusCode.NotFound, "pool_unknown"), (unknown.Status, unknown.Text("code")));
        Assert.Contains("west", unknown.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LinkThatCannotBeReached_ItsFailoverTakesTheTexts()
    {
        const string number = "+15125550805";
        var (client, store) = await api.Ready(number, LinksApi.SafeSender);
        var delivery = await LinksApi.Send(client, store, number, "Your car is ready");
        await client.Until(delivery, d => d.Text("status") == "delivered");
        Assert.StartsWith("smpp:", (await client.Get(delivery)).Text("carrierReference"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SimulatorOfARealInstallation_IsOff()
    {
        var answer = await api.Admin.Send("POST", "/v1/simulator/inbound", new { from = "+15125550806", to = "24411", text = "HELP" });
        Assert.Equal("simulator_off", answer.Text("code"));
    }

    [Fact]
    public async Task Metrics_ShowEachLink()
    {
        var metrics = await api.Anonymous.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Contains("hark_link_up{link=\"smpp\",kind=\"smpp\"} 1", metrics, StringComparison.Ordinal);
        Assert.Contains("hark_link_up{link=\"safe\",kind=\"smpp\"} 0", metrics, StringComparison.Ordinal);
        Assert.Contains("hark_pool_rate{pool=\"west\"} 50", metrics, StringComparison.Ordinal);
    }
}
