using System.Net;
using Hark.Testing;

namespace Hark.Api.Tests;

/// <summary>The product on two SMSCs that are not ours: all senders on one, but for a few on the other.</summary>
public sealed class LinksApi : ApiFixture, IAsyncLifetime
{
    public const string WestSender = "+15550009001";
    public const string SafeSender = "+15550009002";

    public const string HeldSender = "+15550009003";

    NodeSmsc? _usual, _west, _held;

    public NodeSmsc Usual => _usual!;

    /// <summary>Has a pool of its own.</summary>
    public NodeSmsc West => _west!;

    /// <summary>For a test that kills it.</summary>
    public NodeSmsc Held => _held!;

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Carrier:Kind"] = "smpp",
        ["Smpp:Host"] = "127.0.0.1",
        ["Smpp:Port"] = $"{Usual.Port}",
        ["Smpp:SystemId"] = "hark",
        ["Smpp:Password"] = "secret",
        ["Smpp:ReconnectAfter"] = "00:00:00.100",
        ["Links:west:Kind"] = "smpp",
        ["Links:west:Senders:0"] = WestSender,
        ["Links:west:Rate"] = "50",
        ["Links:west:Smpp:Host"] = "127.0.0.1",
        ["Links:west:Smpp:Port"] = $"{West.Port}",
        ["Links:west:Smpp:SystemId"] = "hark",
        ["Links:west:Smpp:Password"] = "secret",
        ["Links:west:Smpp:ReconnectAfter"] = "00:00:00.100",
        ["Links:safe:Kind"] = "smpp",
        ["Links:safe:Senders:0"] = SafeSender,
        ["Links:safe:Failover"] = "smpp",
        ["Links:safe:Smpp:Host"] = "127.0.0.1",
        ["Links:safe:Smpp:Port"] = $"{FreePort.Next()}",
        ["Links:safe:Smpp:SystemId"] = "hark",
        ["Links:held:Kind"] = "smpp",
        ["Links:held:Senders:0"] = HeldSender,
        ["Links:held:Smpp:Host"] = "127.0.0.1",
        ["Links:held:Smpp:Port"] = $"{Held.Port}",
        ["Links:held:Smpp:SystemId"] = "hark",
        ["Links:held:Smpp:Password"] = "secret",
        ["Links:held:Smpp:ReconnectAfter"] = "00:00:00.100",
        ["Links:held:Smpp:ReconnectAtMost"] = "00:00:00.500",
    };

    public override async Task InitializeAsync()
    {
        _usual = await NodeSmsc.Start();
        _west = await NodeSmsc.Start();
        _held = await NodeSmsc.Start();
        await base.InitializeAsync();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await Usual.DisposeAsync();
        await West.DisposeAsync();
        await Held.DisposeAsync();
    }

    /// <summary>A store with one person opted in.</summary>
    /// <param name="sender">Null is one that Hark chooses.</param>
    public async Task<(HttpClient Client, string Store)> Ready(string number, string? sender = null)
    {
        var account = await Admin.Send("POST", "/v1/accounts", new { name = NewName("Account "), email = "owner@example.com", password = "correct horse battery" });
        var client = Client(account.Text("apiKey"));
        var created = await Admin.Send("POST", "/v1/stores", new { name = "Main Street Motors", keyword = NewName("LINKS"), sender, account = account.Text("id") });
        Assert.Equal(HttpStatusCode.Created, created.Status);
        var store = $"/v1/stores/{created.Text("id")}";
        await OptIn(client, store, number);
        return (client, store);
    }

    /// <returns>The delivery's path.</returns>
    public static async Task<string> Send(HttpClient client, string store, string number, string text)
    {
        var sent = await client.Send("POST", $"{store}/messages", new { to = number, text, kind = "informational" });
        Assert.Equal(HttpStatusCode.Accepted, sent.Status);
        return $"/v1/deliveries/{sent.Text("id")}";
    }
}
