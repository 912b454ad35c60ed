using System.Net;
using System.Net.Sockets;
using Hark.Grains;
using Hark.Testing;

namespace Hark.Carriers.Tests;

/// <summary>PDUs that no codec would make.</summary>
[Trait("Needs", "Smsc")]
public sealed class SmppMalformedTests
{
    const string DeliverSm = "00000005" + "00000000" + "00000063";

    /// <summary>From 1 to 2, up to the length of the text.</summary>
    const string Fields = "00" + "00003100" + "00003200" + "000000" + "0000" + "00000000";

    /// <param name="pdu">Without its length.</param>
    [Theory]
    [InlineData("00000999" + "00000000" + "00000063")]
    [InlineData(DeliverSm)]
    [InlineData(DeliverSm + "414243")]
    [InlineData(DeliverSm + Fields + "FF" + "41")]
    [InlineData(DeliverSm + Fields + "00" + "001E00FF41")]
    public async Task BodyThatCannotBeRead_IsNackedAndTheLinkGoesOn(string pdu)
    {
        await using var bench = await SmppBench.Start();
        byte[] octets = [0, 0, 0, (byte)(4 + pdu.Length / 2), .. Convert.FromHexString(pdu)];

        await bench.Smsc.Raw(octets);
        await Until.True(() => bench.Smsc.Records().Any(r => r.Kind == "unasked"), "it is nacked");

        var nack = bench.Smsc.Records().Single(r => r.Kind == "unasked").Line;
        Assert.Equal(("generic_nack", 0x63), (nack.GetProperty("command").GetString(), nack.GetProperty("sequence").GetInt32()));
        Assert.Equal(SubmitStatus.Accepted, (await bench.Submit()).Status);
        Assert.Single(bench.Smsc.Records(), r => r.Kind == "bind");
    }

    [Theory]
    [InlineData("00000004")]
    [InlineData("0000000F" + "00000005" + "00000000" + "000000")]
    [InlineData("FFFFFFFF" + "00000005" + "00000000" + "00000063")]
    [InlineData("00011171" + "00000005" + "00000000" + "00000063")]
    public async Task LengthThatCannotBe_EndsTheConnectionAndItIsBoundAgain(string octets)
    {
        await using var bench = await SmppBench.Start();

        await bench.Smsc.Raw(Convert.FromHexString(octets));
        await Until.True(() => bench.Smsc.Records().Count(r => r.Kind == "bind") == 2, "it has bound again");
        await bench.Bound();

        Assert.Equal("generic_nack", bench.Smsc.Records().Single(r => r.Kind == "unasked").Line.GetProperty("command").GetString());
        Assert.Contains(bench.Observer.Troubles, t => t.StartsWith("A PDU of ", StringComparison.Ordinal));
        Assert.Equal(SubmitStatus.Accepted, (await bench.Submit()).Status);
    }

    [Theory]
    [InlineData("00000010" + "80000999" + "00000000" + "00000063")]
    [InlineData("00000010" + "00000102" + "00000000" + "00000063")]
    [InlineData("00000010" + "0000000B" + "00000000" + "00000063")]
    [InlineData("00000010" + "80000000" + "00000001" + "00000000")]
    public async Task WhatHasNoAnswer_HasNone(string pdu)
    {
        await using var bench = await SmppBench.Start();

        await bench.Smsc.Raw(Convert.FromHexString(pdu));
        // What follows is answered after it.
        await bench.Smsc.Deliver("12015550100", "18005550199", "next");

        Assert.DoesNotContain(bench.Smsc.Records(), r => r.Kind == "unasked");
        Assert.Single(bench.Smsc.Records(), r => r.Kind == "bind");
    }

    [Fact]
    public async Task SmscThatAsksAndDoesNotRead_IsGivenUp()
    {
        // Answers that nobody takes: beyond some megabytes they are not kept.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        // Before the connection: a window that shrinks later loses the acknowledgements of what we write.
        listener.Server.ReceiveBufferSize = 16_384;
        listener.Start();
        var observer = new RecordingObserver();
        var options = SmppBench.OptionsFor(((IPEndPoint)listener.LocalEndpoint).Port, o => o.ReconnectAtMost = o.ReconnectAfter = TimeSpan.FromMinutes(1));
        await using var link = new SmppLink("smpp", options, () => new RecordingSink(), observer, TimeProvider.System);
        using var client = await listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        var bind = new byte[64];
        await stream.ReadAtLeastAsync(bind, 16);
        await stream.WriteAsync(SmppReceiptTests.Octets(new BindRespPdu(1, BindMode.Transceiver, 0, "SMSC", null)));

        var questions = Enumerable.Range(0, 1_000).SelectMany(i => SmppReceiptTests.Octets(new EnquireLinkPdu((uint)i))).ToArray();
        var asking = Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (true) await stream.WriteAsync(questions);
        });

        await asking.WaitAsync(TimeSpan.FromSeconds(30));
        await Until.True(() => observer.Troubles.Contains("The SMSC asks, but does not read the answers."), "it is told");
    }
}
