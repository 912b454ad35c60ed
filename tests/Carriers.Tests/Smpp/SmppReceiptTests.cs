using System.Buffers;
using System.Text;
using Hark.Grains;
using Hark.Testing;

namespace Hark.Carriers.Tests;

/// <summary>Receipts come under the reference of their text.</summary>
[Trait("Needs", "Smsc")]
public sealed class SmppReceiptTests
{
    [Theory]
    [InlineData(SmscIds.Hex, SmscIds.Hex, MessageIdRadix.Text, MessageIdRadix.Text, "smpp:3B9ACA00")]
    [InlineData(SmscIds.Hex, SmscIds.Hex, MessageIdRadix.Hex, MessageIdRadix.Hex, "smpp:1000000000")]
    [InlineData(SmscIds.Hex, SmscIds.Decimal, MessageIdRadix.Hex, MessageIdRadix.Decimal, "smpp:1000000000")]
    [InlineData(SmscIds.Decimal, SmscIds.Hex, MessageIdRadix.Decimal, MessageIdRadix.Hex, "smpp:1000000000")]
    [InlineData(SmscIds.Decimal, SmscIds.Decimal, MessageIdRadix.Decimal, MessageIdRadix.Decimal, "smpp:1000000000")]
    [InlineData(SmscIds.Padded, SmscIds.Hex, MessageIdRadix.Decimal, MessageIdRadix.Hex, "smpp:1000000000")]
    [InlineData(SmscIds.Padded, SmscIds.Decimal, MessageIdRadix.Decimal, MessageIdRadix.Decimal, "smpp:1000000000")]
    public async Task IdsInWhateverForm_AreOneReference(SmscIds answers, SmscIds receipts, MessageIdRadix answerIds, MessageIdRadix receiptIds, string reference)
    {
        await using var bench = await SmppBench.Start(new() { Ids = answers, ReceiptIds = receipts }, o => (o.AnswerIds, o.ReceiptIds) = (answerIds, receiptIds));

        var answer = await bench.Submit();
        await Until.True(() => bench.Sink.Given.Count == 1, "the receipt has come");

        var receipt = bench.Sink.Given[0];
        Assert.Equal((SubmitStatus.Accepted, reference, reference), (answer.Status, answer.Reference, receipt.CarrierReference));
        Assert.Equal((DeliveryStatus.Delivered, null, SmppBench.Handset), (receipt.Status, receipt.Code, receipt.Handset));
        Assert.Equal(["ESME_ROK"], bench.Observer.Codes);
    }

    [Fact]
    public async Task EveryDialect_TellsDeliveredAndWhyNot()
    {
        await using var bench = await SmppBench.Start(new() { Finals = new Dictionary<string, SmscFinal> { ["12015550101"] = new("UNDELIV", 7), ["12015550102"] = new("EXPIRED"), ["12015550103"] = new("ACCEPTD") } },
            o => (o.AnswerIds, o.ReceiptIds) = (MessageIdRadix.Hex, MessageIdRadix.Hex));
        foreach (var dialect in Enum.GetValues<SmscDialect>())
        {
            await bench.Smsc.Set(new { dialect });
            var before = bench.Sink.Given.Count;
            var acknowledged = (await bench.Smsc.Stats()).Receipts;
            string?[] references = new string[4];
            for (var i = 0; i < 4; i++) references[i] = (await bench.Submit(i, to: PhoneNumber.Parse($"+1201555010{i}"))).Reference;
            await Until.True(async () => (await bench.Smsc.Stats()).Receipts == acknowledged + 4, "all are acknowledged");

            var given = bench.Sink.Given.Skip(before).ToDictionary(r => r.CarrierReference, r => (r.Status, r.Code));
            Assert.Equal((DeliveryStatus.Delivered, null), given[references[0]!]);
            Assert.Equal((DeliveryStatus.Undelivered, "smpp_007"), given[references[1]!]);
            Assert.Equal((DeliveryStatus.Undelivered, "smpp_expired"), given[references[2]!]);
            // Nothing final: the carrier has taken it, no more.
            Assert.DoesNotContain(references[3]!, given.Keys);
        }
    }

    [Fact]
    public async Task EarlyAndDoubled_AreAllPassedOnAndAcknowledged()
    {
        await using var bench = await SmppBench.Start(new() { Early = true, Doubled = true, AnswerDelay = 300 });

        var answer = bench.Submit();
        await Until.True(() => bench.Sink.Given.Count == 2, "both receipts have come");

        Assert.False(answer.IsCompleted, "The receipts were to come before the answer.");
        Assert.All(bench.Sink.Given, receipt => Assert.Equal("smpp:3B9ACA00", receipt.CarrierReference));
        Assert.Equal("smpp:3B9ACA00", (await answer).Reference);
    }

    [Fact]
    public async Task ReceiptOfTextNeverSeen_IsPassedOn()
    {
        await using var bench = await SmppBench.Start();
        var receipt = new ShortMessage(new(1, 1, "12015550177"), new(1, 1, "18005550199"), 0x04, 0, Encoding.ASCII.GetBytes("id:77 stat:DELIVRD err:000"));

        await bench.Smsc.Raw(Octets(new DeliverSmPdu(900, receipt)));
        await Until.True(() => bench.Sink.Given.Count == 1, "the receipt has come");

        Assert.Equal(("smpp:77", PhoneNumber.Parse("+12015550177")), (bench.Sink.Given[0].CarrierReference, bench.Sink.Given[0].Handset));
        await Until.True(() => bench.Smsc.Records().Any(r => r.Kind == "unasked" && r.Line.GetProperty("sequence").GetInt32() == 900), "it is acknowledged");
    }

    [Fact]
    public async Task ReceiptThatCannotBeStored_ComesAgain()
    {
        await using var bench = await SmppBench.Start();
        bench.Sink.Before = () => throw new StorageUnavailableException("away");
        await bench.Submit();
        await Until.True(() => bench.Smsc.Records().Any(r => (r.Kind, r.Status) == ("receipt", "ESME_RX_T_APPN")), "it was refused for now");
        await Until.True(() => bench.Link.Report().Trouble == "What the SMSC delivers cannot be stored: away", "it is told");

        bench.Sink.Before = () => Task.CompletedTask;
        await Until.True(() => bench.Sink.Given.Count == 1, "it has come again");
        await Until.True(async () => (await bench.Smsc.Stats()).Receipts == 1, "it is acknowledged");
        await Until.True(() => bench.Link.Report().Trouble is null, "the trouble is over");
    }

    [Fact]
    public async Task NoneWanted_NoneIsAskedFor()
    {
        await using var bench = await SmppBench.Start(change: o => o.Receipts = false);

        await bench.Submit();

        Assert.Equal(0, Assert.Single(bench.Smsc.Submits()).RegisteredDelivery);
    }

    internal static byte[] Octets(Pdu pdu)
    {
        var octets = new ArrayBufferWriter<byte>();
        PduWriter.Write(octets, pdu);
        return octets.WrittenSpan.ToArray();
    }
}
