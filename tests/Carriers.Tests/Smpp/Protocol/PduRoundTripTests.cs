using System.Buffers;

namespace Hark.Carriers.Tests;

public sealed class PduRoundTripTests
{
    [Fact]
    public void AnyPdu_IsReadAsItWasWritten() =>
        Assert.All(PduSamples.All, pdu => PduSamples.AssertSame(pdu, PduSamples.Read(PduSamples.Octets(pdu))));

    /// <summary>An octet for each field in the order of the specification, so that reader and writer cannot be wrong alike.</summary>
    [Fact]
    public void SubmitSm_HasTheFieldsInTheOrderOfTheSpecification()
    {
        var message = new ShortMessage(new(1, 2, "A"), new(3, 4, "B"), 5, 11, new byte[] { 0x68, 0x69 })
        {
            ServiceType = "S",
            ProtocolId = 6,
            Priority = 7,
            ScheduleDelivery = "C",
            ValidityPeriod = "D",
            RegisteredDelivery = 8,
            ReplaceIfPresent = 9,
            DefaultMessageId = 12,
            Tlvs = [new(0x0204, new byte[] { 1, 2 })],
        };

        Assert.Equal(
            "0000002E" + "00000004" + "00000000" + "0000002A"
            + "5300" + "01024100" + "03044200" + "050607" + "4300" + "4400" + "08090B0C" + "026869" + "020400020102",
            Convert.ToHexString(PduSamples.Octets(new SubmitSmPdu(42, message))));
    }

    [Fact]
    public void Bind_HasTheFieldsInTheOrderOfTheSpecification() =>
        Assert.Equal(
            "0000001B" + "00000009" + "00000000" + "00000001" + "4100" + "4200" + "4300" + "340102" + "4400",
            Convert.ToHexString(PduSamples.Octets(new BindPdu(1, BindMode.Transceiver, "A", "B", "C", 0x34, 1, 2, "D"))));

    [Fact]
    public void DataSm_HasItsTextInThePayload() =>
        Assert.Equal(
            "00000022" + "00000103" + "00000000" + "00000001" + "00" + "010041" + "00" + "020042" + "00" + "040103" + "042400026869",
            Convert.ToHexString(PduSamples.Octets(new DataSmPdu(1, new(new(1, 0, "A"), new(2, 0, "B"), 4, 3, new byte[] { 0x68, 0x69 }) { RegisteredDelivery = 1 }))));

    [Fact]
    public void QuerySmResp_HasTheFieldsInTheOrderOfTheSpecification() =>
        Assert.Equal(
            "00000016" + "80000003" + "00000000" + "00000001" + "4100" + "4200" + "022D",
            Convert.ToHexString(PduSamples.Octets(new QuerySmRespPdu(1, 0, "A", "B", MessageState.Delivered, 0x2D))));

    [Fact]
    public void OctetsThatComeOneByOne_GiveEachPduWithItsLastOctet()
    {
        byte[] stream = [.. PduSamples.All.SelectMany(PduSamples.Octets)];
        var (there, read) = (new List<byte>(), new List<Pdu>());
        foreach (var octet in stream)
        {
            there.Add(octet);
            var buffer = Segments([.. there]);
            if (!PduReader.TryRead(ref buffer, out var pdu))
            {
                Assert.Equal(there.Count, buffer.Length);
                continue;
            }
            Assert.True(buffer.IsEmpty);
            read.Add(pdu);
            there.Clear();
        }

        Assert.Empty(there);
        Assert.Equal(PduSamples.All.Count, read.Count);
        Assert.All(PduSamples.All.Zip(read), pair => PduSamples.AssertSame(pair.First, pair.Second));
    }

    [Fact]
    public void TextOfAReadPdu_StaysWhenTheBufferIsUsedAgain()
    {
        var octets = PduSamples.Octets(new DeliverSmPdu(1, PduSamples.Message));
        var pdu = PduSamples.Read(octets);

        Array.Clear(octets);

        PduSamples.AssertSame(new DeliverSmPdu(1, PduSamples.Message), pdu);
    }

    /// <summary>Every octet in a segment of its own.</summary>
    static ReadOnlySequence<byte> Segments(byte[] octets)
    {
        var first = new Segment(octets.AsMemory(0, 1), 0, null);
        var last = first;
        for (var index = 1; index < octets.Length; index++) last = new Segment(octets.AsMemory(index, 1), index, last);
        return new(first, 0, last, 1);
    }

    sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long index, Segment? before)
        {
            (Memory, RunningIndex) = (memory, index);
            if (before is not null) before.Next = this;
        }
    }
}
