using System.Buffers;

namespace Hark.Carriers.Tests;

/// <summary>PDUs of every kind, and the way to octets and back.</summary>
static class PduSamples
{
    public static readonly ShortMessage Message = new(new(5, 0, "Bakery"), new(1, 1, "19155550123"), 0x40, 8, new byte[] { 5, 0, 3, 7, 2, 1, 0x04, 0x36 })
    {
        ServiceType = "CMT",
        ProtocolId = 1,
        Priority = 2,
        ScheduleDelivery = "261118170000000+",
        ValidityPeriod = "000001000000000R",
        RegisteredDelivery = 3,
        ReplaceIfPresent = 4,
        DefaultMessageId = 5,
        Tlvs = [new(TlvTag.UserMessageReference, new byte[] { 0x12, 0x34 }), new(0x1400, default), new(TlvTag.MessagePayload, new byte[300])],
    };

    /// <summary>What data_sm has room for.</summary>
    static readonly ShortMessage Data = new(Message.Source, Message.Destination, 4, 3, new byte[1_000]) { ServiceType = "CMT", RegisteredDelivery = 1, Tlvs = [new(TlvTag.MessageState, new byte[] { 2 })] };

    public static readonly IReadOnlyList<Pdu> All =
    [
        new BindPdu(1, BindMode.Receiver, "store", "secret12", "SMPP", 0x34, 1, 2, "^1915"),
        new BindPdu(2, BindMode.Transmitter, "123456789012345", "", "", 0x34, 0, 0, ""),
        new BindPdu(3, BindMode.Transceiver, "store", "secret", "", 0x34, 0, 0, ""),
        new BindRespPdu(1, BindMode.Receiver, 0, "carrier", 0x34),
        new BindRespPdu(2, BindMode.Transmitter, 0, "", null),
        new BindRespPdu(3, BindMode.Transceiver, SmppStatus.BindFailed, "", null),
        new SubmitSmPdu(4, Message),
        new SubmitSmPdu(5, new(new(0, 0, ""), new(1, 1, "12025550100"), 0, 0, new byte[254])),
        new SubmitSmRespPdu(4, 0, "0a1b-2C3D"),
        new SubmitSmRespPdu(5, SmppStatus.Throttled, ""),
        new DeliverSmPdu(0x7FFF_FFFF, Message),
        new DeliverSmRespPdu(0x7FFF_FFFF, 0),
        new DeliverSmRespPdu(6, SmppStatus.TemporaryReceiverError),
        new DataSmPdu(7, Data),
        new DataSmRespPdu(7, 0, new string('9', 64)),
        new DataSmRespPdu(8, SmppStatus.DeliveryFailure, ""),
        new QuerySmPdu(9, "0a1b", new(1, 1, "12025550100")),
        new QuerySmRespPdu(9, 0, "0a1b", "261118170000000+", MessageState.Undeliverable, 45),
        new QuerySmRespPdu(10, SmppStatus.QueryFailed, "", "", MessageState.Unknown, 0),
        new EnquireLinkPdu(11),
        new EnquireLinkRespPdu(11),
        new UnbindPdu(12),
        new UnbindRespPdu(12),
        new GenericNackPdu(0, SmppStatus.InvalidCommandLength),
        new OtherPdu(13, (uint)SmppCommand.AlertNotification, 0),
        new OtherPdu(14, 0x8001_0000, 0x412),
    ];

    public static byte[] Octets(Pdu pdu)
    {
        var output = new ArrayBufferWriter<byte>();
        PduWriter.Write(output, pdu);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>A PDU with its length before it.</summary>
    public static byte[] Frame(uint command, uint status, uint sequence, ReadOnlySpan<byte> body)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var number in (uint[])[16 + (uint)body.Length, command, status, sequence])
            output.Write([(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
        output.Write(body);
        return output.WrittenSpan.ToArray();
    }

    public static Pdu Read(byte[] octets)
    {
        var buffer = new ReadOnlySequence<byte>(octets);
        Assert.True(PduReader.TryRead(ref buffer, out var pdu));
        Assert.True(buffer.IsEmpty);
        return pdu;
    }

    public static void AssertSame(Pdu expected, Pdu actual)
    {
        Assert.Equal(WithoutOctets(expected), WithoutOctets(actual));
        if (MessageOf(expected) is not { } sent || MessageOf(actual) is not { } read) return;
        Assert.Equal(sent.Text.ToArray(), read.Text.ToArray());
        Assert.Equal(sent.Tlvs.Select(tlv => (tlv.Tag, Convert.ToHexString(tlv.Value.Span))), read.Tlvs.Select(tlv => (tlv.Tag, Convert.ToHexString(tlv.Value.Span))));
    }

    public static ShortMessage? MessageOf(Pdu pdu) => pdu switch
    {
        SubmitSmPdu submit => submit.Message,
        DeliverSmPdu deliver => deliver.Message,
        DataSmPdu data => data.Message,
        _ => null,
    };

    /// <summary>Octets are compared apart, since records compare where they lie.</summary>
    static Pdu WithoutOctets(Pdu pdu) => pdu switch
    {
        SubmitSmPdu submit => submit with { Message = Bare(submit.Message) },
        DeliverSmPdu deliver => deliver with { Message = Bare(deliver.Message) },
        DataSmPdu data => data with { Message = Bare(data.Message) },
        _ => pdu,
    };

    static ShortMessage Bare(ShortMessage message) => message with { Text = default, Tlvs = [] };
}
