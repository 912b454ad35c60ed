using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Hark.Carriers;

/// <summary>Gathers the body of a PDU. Throws <see cref="ArgumentException"/> with the specification's name of a field that does not fit.</summary>
sealed class BodyWriter
{
    const int LongestShortMessage = 254;

    readonly ArrayBufferWriter<byte> _body = new();

    public ReadOnlySpan<byte> Written => _body.WrittenSpan;

    public void Octets(params ReadOnlySpan<byte> octets) => _body.Write(octets);

    /// <summary>A C-octet string.</summary>
    /// <param name="most">Characters without the end mark.</param>
    public void Text(string text, int most, string field)
    {
        if (text.Length > most) throw new ArgumentException($"{field} has {text.Length} characters, more than the {most} of SMPP 3.4.");
        if (text.AsSpan().ContainsAnyExceptInRange('\u0001', '\u00FF')) throw new ArgumentException($"{field} has a character that is no octet from 1 to 255.");
        _body.Advance(Encoding.Latin1.GetBytes(text, _body.GetSpan(text.Length)));
        Octets(0);
    }

    public void Address(SmppAddress address, string field)
    {
        Octets(address.Ton, address.Npi);
        Text(address.Value, 20, field);
    }

    public void ShortMessage(ReadOnlySpan<byte> text)
    {
        if (text.Length > LongestShortMessage)
            throw new ArgumentException($"short_message has {text.Length} octets, more than the {LongestShortMessage} of SMPP 3.4; a longer text goes into message_payload.");
        Octets((byte)text.Length);
        Octets(text);
    }

    public void Tlv(Tlv tlv)
    {
        if (tlv.Value.Length > ushort.MaxValue) throw new ArgumentException($"The optional parameter 0x{tlv.Tag:X4} has {tlv.Value.Length} octets, more than {ushort.MaxValue}.");
        var head = _body.GetSpan(4);
        BinaryPrimitives.WriteUInt16BigEndian(head, tlv.Tag);
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)tlv.Value.Length);
        _body.Advance(4);
        Octets(tlv.Value.Span);
    }
}
