using System.Buffers.Binary;

namespace Hark.Carriers;

/// <summary>The place of a part in its text.</summary>
/// <param name="Reference">8 or 16 bits, chosen by the sender.</param>
/// <param name="Number">1 to <paramref name="Total"/>.</param>
readonly record struct PartNumber(ushort Reference, byte Total, byte Number);

/// <summary>What a message says, parted into its header and its text.</summary>
/// <param name="Text">Without the header.</param>
/// <param name="HeaderOctets">Of the header; 0 when there is none.</param>
/// <param name="Part">Null when it is a whole text.</param>
readonly record struct UserData(byte DataCoding, ReadOnlyMemory<byte> Text, int HeaderOctets, PartNumber? Part)
{
    const byte HasHeader = 0x40;
    const byte Joined8 = 0x00;
    const byte Joined16 = 0x08;

    /// <summary>Never fails: a header that is longer than the message is taken for text, and numbers that cannot be are no part of several.</summary>
    public static UserData Of(ShortMessage message)
    {
        var content = message.Content;
        var header = (message.EsmClass & HasHeader) != 0 && !content.IsEmpty ? 1 + content.Span[0] : 0;
        if (header > content.Length) header = 0;
        var part = header > 0 ? InHeader(content.Span[1..header]) : null;
        return new(message.DataCoding, content[header..], header, Possible(part ?? InTlvs(message)));
    }

    /// <summary>Information elements: id, length, value (3GPP TS 23.040, 9.2.3.24).</summary>
    static PartNumber? InHeader(ReadOnlySpan<byte> elements)
    {
        while (elements is [var id, var length, .. var rest] && length <= rest.Length)
        {
            if (id == Joined8 && length == 3) return new(rest[0], rest[1], rest[2]);
            if (id == Joined16 && length == 4) return new(BinaryPrimitives.ReadUInt16BigEndian(rest), rest[2], rest[3]);
            elements = rest[length..];
        }
        return null;
    }

    static PartNumber? InTlvs(ShortMessage message) =>
        message.ValueOf(TlvTag.SarReference) is { Length: 2 } reference
        && message.ValueOf(TlvTag.SarTotal) is { Length: 1 } total
        && message.ValueOf(TlvTag.SarSequence) is { Length: 1 } number
            ? new(BinaryPrimitives.ReadUInt16BigEndian(reference.Span), total.Span[0], number.Span[0])
            : null;

    static PartNumber? Possible(PartNumber? part) => part is { Total: > 1, Number: > 0 } some && some.Number <= some.Total ? part : null;
}
