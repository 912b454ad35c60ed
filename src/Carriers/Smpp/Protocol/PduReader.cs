using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Hark.Carriers;

/// <summary>Reads PDUs from a stream (SMPP 3.4, 3.2). Lenient where carriers are: a string may be longer than the specification allows, an answer may lack its body, and what follows where nothing is expected is skipped.</summary>
static class PduReader
{
    /// <summary>Octets of the largest PDU: a payload of 64 kB and the body around it.</summary>
    public const int LargestPdu = 70_000;

    /// <summary>Octets of length, command, status and sequence.</summary>
    const int Header = 16;

    /// <summary>Takes one whole PDU off the front.</summary>
    /// <returns>False when not all of it is there yet; nothing is taken then.</returns>
    /// <exception cref="SmppFramingException">Its length is below 16 or above <see cref="LargestPdu"/>; thrown as soon as the length is there.</exception>
    /// <exception cref="SmppBodyException">Its body cannot be read. It is taken off.</exception>
    public static bool TryRead(ref ReadOnlySequence<byte> buffer, [NotNullWhen(true)] out Pdu? pdu)
    {
        pdu = null;
        if (buffer.Length < sizeof(uint)) return false;
        var length = Length(buffer);
        if (length is < Header or > LargestPdu)
            throw new SmppFramingException($"A PDU of {length} octets cannot be: they have from {Header} to {LargestPdu}.");
        if (buffer.Length < length) return false;

        // A copy, since the caller's buffer is used again while the text is still needed.
        var frame = buffer.Slice(0, length).ToArray();
        buffer = buffer.Slice(length);
        pdu = Read(frame);
        return true;
    }

    static uint Length(ReadOnlySequence<byte> buffer)
    {
        Span<byte> length = stackalloc byte[sizeof(uint)];
        buffer.Slice(0, sizeof(uint)).CopyTo(length);
        return BinaryPrimitives.ReadUInt32BigEndian(length);
    }

    static Pdu Read(ReadOnlyMemory<byte> frame)
    {
        var header = frame.Span;
        var command = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        var status = BinaryPrimitives.ReadUInt32BigEndian(header[8..]);
        var sequence = BinaryPrimitives.ReadUInt32BigEndian(header[12..]);
        var body = new BodyReader(status == SmppStatus.Ok || IsRequest(command) ? frame[Header..] : default, sequence, command);
        return (SmppCommand)command switch
        {
            SmppCommand.BindReceiver => body.Bind(BindMode.Receiver),
            SmppCommand.BindTransmitter => body.Bind(BindMode.Transmitter),
            SmppCommand.BindTransceiver => body.Bind(BindMode.Transceiver),
            SmppCommand.BindReceiverResp => body.BindResp(BindMode.Receiver, status),
            SmppCommand.BindTransmitterResp => body.BindResp(BindMode.Transmitter, status),
            SmppCommand.BindTransceiverResp => body.BindResp(BindMode.Transceiver, status),
            SmppCommand.SubmitSm => new SubmitSmPdu(sequence, body.ShortMessage()),
            SmppCommand.SubmitSmResp => new SubmitSmRespPdu(sequence, status, body.MessageId()),
            SmppCommand.DeliverSm => new DeliverSmPdu(sequence, body.ShortMessage()),
            SmppCommand.DeliverSmResp => new DeliverSmRespPdu(sequence, status),
            SmppCommand.DataSm => new DataSmPdu(sequence, body.Data()),
            SmppCommand.DataSmResp => new DataSmRespPdu(sequence, status, body.MessageId()),
            SmppCommand.QuerySm => body.Query(),
            SmppCommand.QuerySmResp => body.QueryResp(status),
            SmppCommand.EnquireLink => new EnquireLinkPdu(sequence),
            SmppCommand.EnquireLinkResp => new EnquireLinkRespPdu(sequence, status),
            SmppCommand.Unbind => new UnbindPdu(sequence),
            SmppCommand.UnbindResp => new UnbindRespPdu(sequence, status),
            SmppCommand.GenericNack => new GenericNackPdu(sequence, status),
            _ => new OtherPdu(sequence, command, status),
        };
    }

    static bool IsRequest(uint command) => command < (uint)SmppCommand.GenericNack;
}
