using System.Buffers.Binary;
using System.Text;

namespace Hark.Carriers;

/// <summary>Reads the bodies of PDUs field by field. Each method consumes what it reads and throws <see cref="SmppBodyException"/> when that is cut short.</summary>
/// <param name="rest">What is not read yet; texts and parameters are slices of it.</param>
ref struct BodyReader(ReadOnlyMemory<byte> rest, uint sequence, uint command)
{
    ReadOnlyMemory<byte> _rest = rest;

    public Pdu Bind(BindMode mode)
    {
        var bind = new BindPdu(sequence, mode, Text(), Text(), Text(), Octet(), Octet(), Octet(), Text());
        Tlvs();
        return bind;
    }

    public Pdu BindResp(BindMode mode, uint status)
    {
        var systemId = TextIfAny();
        byte? version = null;
        foreach (var tlv in Tlvs())
            if (tlv is { Tag: TlvTag.InterfaceVersion, Value.Length: 1 }) version = tlv.Value.Span[0];
        return new BindRespPdu(sequence, mode, status, systemId, version);
    }

    public ShortMessage ShortMessage()
    {
        var serviceType = Text();
        var (source, destination) = (Address(), Address());
        var (esmClass, protocolId, priority) = (Octet(), Octet(), Octet());
        var (schedule, validity) = (Text(), Text());
        var (registered, replace, coding, defaultMessage) = (Octet(), Octet(), Octet(), Octet());
        return new(source, destination, esmClass, coding, Take(Octet(), SmppStatus.InvalidMessageLength, "short_message"))
        {
            ServiceType = serviceType,
            ProtocolId = protocolId,
            Priority = priority,
            ScheduleDelivery = schedule,
            ValidityPeriod = validity,
            RegisteredDelivery = registered,
            ReplaceIfPresent = replace,
            DefaultMessageId = defaultMessage,
            Tlvs = Tlvs(),
        };
    }

    public ShortMessage Data()
    {
        var serviceType = Text();
        var (source, destination) = (Address(), Address());
        var (esmClass, registered, coding) = (Octet(), Octet(), Octet());
        var message = new ShortMessage(source, destination, esmClass, coding, default) { ServiceType = serviceType, RegisteredDelivery = registered, Tlvs = Tlvs() };
        return message with { Text = message.Content, Tlvs = [.. message.Tlvs.Where(tlv => tlv.Tag != TlvTag.MessagePayload)] };
    }

    public string MessageId()
    {
        var id = TextIfAny();
        Tlvs();
        return id;
    }

    public Pdu Query()
    {
        var query = new QuerySmPdu(sequence, Text(), Address());
        Tlvs();
        return query;
    }

    public Pdu QueryResp(uint status)
    {
        if (_rest.IsEmpty) return new QuerySmRespPdu(sequence, status, "", "", MessageState.Unknown, 0);
        var answer = new QuerySmRespPdu(sequence, status, Text(), Text(), (MessageState)Octet(), Octet());
        Tlvs();
        return answer;
    }

    SmppAddress Address() => new(Octet(), Octet(), Text());

    string TextIfAny() => _rest.IsEmpty ? "" : Text();

    /// <summary>A C-octet string. Read as Latin-1, which keeps every octet.</summary>
    string Text()
    {
        var end = _rest.Span.IndexOf((byte)0);
        if (end < 0) throw Malformed(SmppStatus.InvalidCommandLength, "a string has no end");
        var text = Encoding.Latin1.GetString(_rest.Span[..end]);
        _rest = _rest[(end + 1)..];
        return text;
    }

    byte Octet() => Take(1, SmppStatus.InvalidCommandLength, "a field").Span[0];

    List<Tlv> Tlvs()
    {
        var tlvs = new List<Tlv>();
        while (!_rest.IsEmpty)
        {
            var head = Take(4, SmppStatus.InvalidTlvStream, "an optional parameter").Span;
            var value = Take(BinaryPrimitives.ReadUInt16BigEndian(head[2..]), SmppStatus.InvalidTlvStream, "an optional parameter");
            tlvs.Add(new(BinaryPrimitives.ReadUInt16BigEndian(head), value));
        }
        return tlvs;
    }

    ReadOnlyMemory<byte> Take(int length, uint status, string what)
    {
        if (_rest.Length < length) throw Malformed(status, $"{what} of {length} octets has only {_rest.Length}");
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    readonly SmppBodyException Malformed(uint status, string what) => new(sequence, command, status, $"In the PDU {(SmppCommand)command} with sequence {sequence} {what}.");
}
