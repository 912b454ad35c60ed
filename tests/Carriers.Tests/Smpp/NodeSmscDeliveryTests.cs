using System.Text;
using System.Text.RegularExpressions;
using Hark.Testing;

namespace Hark.Carriers.Tests;

/// <summary>What the tests' own SMSC sends by itself: receipts, texts from handsets, raw bytes.</summary>
[Trait("Needs", "Smsc")]
public sealed class NodeSmscDeliveryTests
{
    const string Handset = "12015550100";
    const uint Later = 0x64;

    [Fact]
    public async Task Receipt_FollowsTheAnswerWithTextAndTlvs()
    {
        await using var smsc = await NodeSmsc.Start(new() { ReceiptIds = SmscIds.Decimal, Finals = new Dictionary<string, SmscFinal> { [Handset] = new("UNDELIV", 7) } });
        using var client = await WireClient.Bound(smsc.Port);
        await client.SubmitText(Handset, "Hello", receipt: 1);

        var receipt = await client.Read();
        var written = Encoding.ASCII.GetString(receipt.Body);
        await client.Answer(receipt, 0);

        Assert.Equal(WireClient.Deliver, receipt.Command);
        Assert.Matches(new Regex(@"id:1000000000 sub:001 dlvrd:000 submit date:\d{10} done date:\d{10} stat:UNDELIV err:007 Text:Hello"), written);
        Assert.Contains("\u0000\u001e\u0000\u000b1000000000\u0000", written, StringComparison.Ordinal);
        Assert.Contains("\u0004\u0027\u0000\u0001\u0005", written, StringComparison.Ordinal);
        await Until.True(async () => (await smsc.Stats()).Receipts == 1, "the receipt's answer has come");
        Assert.Contains(smsc.Records(), r => (r.Kind, r.Status) == ("receipt", "ESME_ROK"));
    }

    [Theory]
    [InlineData(SmscDialect.Seconds, @"submit date:\d{12} done date:\d{12} stat:DELIVRD err:000 Text:Hello$")]
    [InlineData(SmscDialect.Lowercase, @"id:3b9aca00 .* stat:delivrd err:000 text:hello$")]
    [InlineData(SmscDialect.TextOnly, @"id:3B9ACA00 .* stat:DELIVRD err:000 Text:Hello$")]
    [InlineData(SmscDialect.TlvOnly, "^[^:]*3B9ACA00[^:]*$")]
    public async Task Dialect_IsTheFormOfTheReceipt(SmscDialect dialect, string form)
    {
        await using var smsc = await NodeSmsc.Start(new() { Dialect = dialect });
        using var client = await WireClient.Bound(smsc.Port);
        await client.SubmitText(Handset, "Hello", receipt: 1);

        var receipt = await client.Read();

        Assert.Matches(new Regex(form, RegexOptions.Singleline), Encoding.ASCII.GetString(receipt.Body));
    }

    [Fact]
    public async Task EarlyAndDoubled_TwoReceiptsComeBeforeTheAnswer()
    {
        await using var smsc = await NodeSmsc.Start(new() { Early = true, Doubled = true });
        using var client = await WireClient.Bound(smsc.Port);

        await client.SendSubmit(Handset, "Hello", receipt: 1);
        var commands = new[] { await client.Read(), await client.Read(), await client.Read() }.Select(p => p.Command);

        Assert.Equal([WireClient.Deliver, WireClient.Deliver, WireClient.SubmitResponse], commands);
    }

    [Fact]
    public async Task NoReceiptsWanted_NoneComes()
    {
        // Early ones would come in place of the answer.
        await using var smsc = await NodeSmsc.Start(new() { Early = true });
        using var client = await WireClient.Bound(smsc.Port);

        await client.SubmitText(Handset, "Hello", receipt: 0);
        await smsc.Set(new { receipts = (int?)null });
        await client.SubmitText(Handset, "Hello", receipt: 1);

        Assert.Equal(2, smsc.Submits().Count);
    }

    [Fact]
    public async Task ReceiptRefusedForNow_ComesAgain()
    {
        await using var smsc = await NodeSmsc.Start();
        using var client = await WireClient.Bound(smsc.Port);
        await client.SubmitText(Handset, "Hello", receipt: 1);

        await client.Answer(await client.Read(), Later);
        var again = await client.Read();

        Assert.Equal(WireClient.Deliver, again.Command);
    }

    [Fact]
    public async Task ReceiptNotAcknowledged_ComesAgainAfterARestart()
    {
        await using var smsc = await NodeSmsc.Start();
        using (var client = await WireClient.Bound(smsc.Port))
        {
            await client.SubmitText(Handset, "acknowledged", receipt: 1);
            await client.Answer(await client.Read(), 0);
            await client.SubmitText(Handset, "not so", receipt: 1);
            await client.Read();
            await Until.True(() => smsc.Records().Any(r => r.Kind == "receipt"), "the first receipt's answer is in the journal");
        }
        await smsc.Kill();
        await smsc.Restart();

        using var next = await WireClient.Bound(smsc.Port);
        var receipt = await next.Read();

        Assert.Contains("Text:not so", Encoding.ASCII.GetString(receipt.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deliver_TellsTheStatusOfItsAnswer()
    {
        await using var smsc = await NodeSmsc.Start();
        using var client = await WireClient.Bound(smsc.Port);

        var delivered = smsc.Deliver(Handset, "18005550199", "STOP {now}");
        var text = await client.Read();
        await client.Answer(text, Later);

        Assert.Equal(Later, await delivered);
        Assert.Equal("\0\u0001\u0001" + Handset + "\0\u0001\u000118005550199\0\0\0\0\0\0\0\0\0\0\u000cSTOP \u001b(now\u001b)", Encoding.ASCII.GetString(text.Body));
    }

    [Fact]
    public async Task DeliverInParts_HasAHeaderOrTlvs()
    {
        await using var smsc = await NodeSmsc.Start();
        using var client = await WireClient.Bound(smsc.Port);
        var header = SmscDeliver.InParts(Handset, "18005550199", ["one", "two"], 200)[1];
        var tlvs = SmscDeliver.InParts(Handset, "18005550199", ["one", "two"], 0x1234, sar: true)[1] with { DataCoding = 8 };

        _ = smsc.Deliver(header);
        Assert.Equal([9, 5, 0, 3, 200, 2, 2, .. "two"u8], (await client.Read()).Body[^10..]);
        _ = smsc.Deliver(tlvs);
        var body = (await client.Read()).Body;

        Assert.Equal([6, .. Encoding.BigEndianUnicode.GetBytes("two"), 2, 0x0C, 0, 2, 0x12, 0x34, 2, 0x0E, 0, 1, 2, 2, 0x0F, 0, 1, 2], body[^23..]);
    }

    [Fact]
    public async Task DeliverToNobody_IsAnError()
    {
        await using var smsc = await NodeSmsc.Start();

        await Assert.ThrowsAsync<InvalidOperationException>(() => smsc.Deliver(Handset, "18005550199", "STOP"));
    }

    [Fact]
    public async Task RawAndDrop_ReachEveryConnection()
    {
        await using var smsc = await NodeSmsc.Start();
        using var one = await WireClient.Bound(smsc.Port);
        using var two = await WireClient.Bound(smsc.Port);

        await smsc.Raw([0, 0, 0, 17]);
        // What waits to be written is lost with a connection, so the bytes are awaited first.
        byte[][] heads = [await one.ReadBytes(4), await two.ReadBytes(4)];
        await smsc.Drop();

        Assert.All(heads, head => Assert.Equal([0, 0, 0, 17], head));
        Assert.Empty(await one.ReadToEnd());
        Assert.Empty(await two.ReadToEnd());
    }
}
