using System.Buffers;
using System.Buffers.Binary;

namespace Hark.Carriers;

/// <summary>Writes PDUs, those of a carrier too.</summary>
static class PduWriter
{
    /// <summary>Writes the whole PDU, or nothing if it throws.</summary>
    /// <exception cref="ArgumentException">A field is longer than SMPP 3.4 allows, or has a character that does not go into one octet.</exception>
    public static void Write(IBufferWriter<byte> output, Pdu pdu)
    {
        const int header = 16;
        var status = StatusOf(pdu);
        var body = new BodyWriter();
        if (pdu is not ResponsePdu || status == SmppStatus.Ok) Write(body, pdu);
        var length = header + body.Written.Length;
        if (length > PduReader.LargestPdu) throw new ArgumentException($"The PDU has {length} octets, more than {PduReader.LargestPdu}.", nameof(pdu));

        var head = output.GetSpan(header);
        BinaryPrimitives.WriteUInt32BigEndian(head, (uint)length);
        BinaryPrimitives.WriteUInt32BigEndian(head[4..], (uint)pdu.Command);
        BinaryPrimitives.WriteUInt32BigEndian(head[8..], status);
        BinaryPrimitives.WriteUInt32BigEndian(head[12..], pdu.Sequence);
        output.Advance(header);
        output.Write(body.Written);
    }

    static uint StatusOf(Pdu pdu) => pdu switch
    {
        ResponsePdu response => response.Status,
        OtherPdu other => other.Status,
        _ => SmppStatus.Ok,
    };

    static void Write(BodyWriter body, Pdu pdu)
    {
        switch (pdu)
        {
            case BindPdu bind: Write(body, bind); break;
            case BindRespPdu bound:
                body.Text(bound.SystemId, 15, "system_id");
                if (bound.InterfaceVersion is { } version) body.Tlv(new(TlvTag.InterfaceVersion, new[] { version }));
                break;
            case SubmitSmPdu submit: Write(body, submit.Message); break;
            case DeliverSmPdu deliver: Write(body, deliver.Message); break;
            case DataSmPdu data: WriteData(body, data.Message); break;
            case SubmitSmRespPdu submitted: body.Text(submitted.MessageId, 64, "message_id"); break;
            case DataSmRespPdu taken: body.Text(taken.MessageId, 64, "message_id"); break;
            case DeliverSmRespPdu: body.Text("", 0, "message_id"); break;
            case QuerySmPdu query:
                body.Text(query.MessageId, 64, "message_id");
                body.Address(query.Source, "source_addr");
                break;
            case QuerySmRespPdu found:
                body.Text(found.MessageId, 64, "message_id");
                body.Text(found.FinalDate, 16, "final_date");
                body.Octets((byte)found.State, found.ErrorCode);
                break;
        }
    }

    static void Write(BodyWriter body, BindPdu bind)
    {
        body.Text(bind.SystemId, 15, "system_id");
        body.Text(bind.Password, 8, "password");
        body.Text(bind.SystemType, 12, "system_type");
        body.Octets(bind.InterfaceVersion, bind.AddressTon, bind.AddressNpi);
        body.Text(bind.AddressRange, 40, "address_range");
    }

    static void Write(BodyWriter body, ShortMessage message)
    {
        WriteAddresses(body, message);
        body.Octets(message.EsmClass, message.ProtocolId, message.Priority);
        body.Text(message.ScheduleDelivery, 16, "schedule_delivery_time");
        body.Text(message.ValidityPeriod, 16, "validity_period");
        body.Octets(message.RegisteredDelivery, message.ReplaceIfPresent, message.DataCoding, message.DefaultMessageId);
        body.ShortMessage(message.Text.Span);
        foreach (var tlv in message.Tlvs) body.Tlv(tlv);
    }

    static void WriteData(BodyWriter body, ShortMessage message)
    {
        WriteAddresses(body, message);
        body.Octets(message.EsmClass, message.RegisteredDelivery, message.DataCoding);
        if (!message.Text.IsEmpty) body.Tlv(new(TlvTag.MessagePayload, message.Text));
        foreach (var tlv in message.Tlvs) body.Tlv(tlv);
    }

    static void WriteAddresses(BodyWriter body, ShortMessage message)
    {
        body.Text(message.ServiceType, 5, "service_type");
        body.Address(message.Source, "source_addr");
        body.Address(message.Destination, "destination_addr");
    }
}
