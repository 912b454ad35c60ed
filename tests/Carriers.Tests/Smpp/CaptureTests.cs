using System.Net;
using System.Net.Sockets;
using Hark.Testing;

namespace Hark.Carriers.Tests;

/// <summary>The decoder that judges PDUs knows good ones from bad ones.</summary>
[Trait("Needs", "Tshark")]
public sealed class CaptureTests : IDisposable
{
    const uint Submit = 0x4;
    const uint EnquireLink = 0x15;
    static readonly byte[] Text = WireClient.SubmitBody("12015550100", "Hello");

    readonly TcpListener _server = new(IPAddress.Loopback, 0);

    public CaptureTests() => _server.Start();

    int Port => ((IPEndPoint)_server.LocalEndpoint).Port;

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task GoodPdus_AreCountedAndHaveNoFault()
    {
        await using var capture = await Capture.Start(Port);
        using var client = await WireClient.Connect(Port);
        await client.Send(Submit, Text);
        await client.Send(EnquireLink, []);

        var seen = await capture.MalformedPdus(Port);

        Assert.Equal(2, seen.Pdus);
        Assert.Empty(seen.Malformed);
    }

    [Fact]
    public async Task PduWithoutItsEnd_IsFoundAmongGoodOnes()
    {
        await using var capture = await Capture.Start(Port);
        using var client = await WireClient.Connect(Port);
        await client.Send(Submit, Text);
        await client.Send(Submit, Text[..^3]);
        await client.Send(Submit, Text);

        var seen = await capture.MalformedPdus(Port);

        Assert.Equal(3, seen.Pdus);
        Assert.True(Assert.Single(seen.Malformed).ToPort);
    }

    [Fact]
    public async Task BytesThatAreNoPdu_AreFound()
    {
        await using var capture = await Capture.Start(Port);
        using var client = await WireClient.Connect(Port);
        await client.SendRaw("GET / HTTP/1.1\r\n\r\n"u8.ToArray());

        var seen = await capture.MalformedPdus(Port);

        Assert.Equal(0, seen.Pdus);
        Assert.Contains("no PDU", Assert.Single(seen.Malformed).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherPorts_AreNotJudged()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var capture = await Capture.Start(Port, port);
        using var client = await WireClient.Connect(port);
        await client.Send(Submit, Text);

        Assert.Equal(0, (await capture.MalformedPdus(Port)).Pdus);
        Assert.Equal(1, (await capture.MalformedPdus(port)).Pdus);
    }

    [Fact]
    [Trait("Needs", "Smsc")]
    public async Task PackageAndHandWrittenClient_ExchangeWithoutFault()
    {
        await using var smsc = await NodeSmsc.Start();
        await using var capture = await Capture.Start(smsc.Port);
        using var client = await WireClient.Bound(smsc.Port);
        await client.SubmitText("12015550100", "Hello", receipt: 1);
        await client.Answer(await client.Read(), 0);

        var seen = await capture.MalformedPdus(smsc.Port);

        Assert.Equal(6, seen.Pdus);
        Assert.Empty(seen.Malformed);
    }
}
