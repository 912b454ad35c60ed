using System.Buffers.Binary;
using System.Text;
using Hark.Grains;

namespace Hark.Carriers;

/// <summary>The text as submit_sm parts: esm_class, data_coding, octets and parameters of each.</summary>
/// <remarks>
/// A text is cut where <see cref="TextMeasurer"/> counted, whatever the alphabet of the link: Latin-1 and ASCII are only how the octets travel,
/// the carrier turns them into GSM septets for the handset, and 160 or 153 of these are what is billed.
/// There are two exceptions, and the caller has to look at the number of parts it gets:
/// a text that is not all in the link's Latin-1 or ASCII though the GSM alphabet has it (é on an ASCII link, € or Ω on both) goes as UCS-2 and takes more parts than were counted, up to 70 units alone or 67 each;
/// with <see cref="LongTexts.Payload"/> there is always one, but the carrier still sends and bills the parts counted.
/// </remarks>
static class TextEncoder
{
    const byte HasUserDataHeader = 0x40;
    const byte LinkAlphabet = 0;
    const byte Ucs2 = 8;

    /// <summary>Parts that the carrier sends, which with <see cref="LongTexts.Payload"/> are more than it is given.</summary>
    public static int PartsOf(string text, TextForm form) => Split(text, CodingOf(text, form.Alphabet)).Count;

    /// <param name="text">None that <see cref="TextRules"/> refuses; an empty one has no parts.</param>
    /// <param name="reference">Tells the parts of this text from those of others to the same handset from the same sender. A user data header has its low 8 bits only: with 16 bits a part would hold one septet less than was counted.</param>
    /// <exception cref="ArgumentException">It has more than 255 parts.</exception>
    public static IReadOnlyList<EncodedPart> Encode(string text, TextForm form, ushort reference)
    {
        var coding = CodingOf(text, form.Alphabet);
        var parts = Split(text, coding);
        if (parts.Count > byte.MaxValue) throw new ArgumentException($"The text has {parts.Count} parts; the handset can join 255.", nameof(text));
        if (parts.Count <= 1) return [.. parts.Select(part => new EncodedPart(0, coding, Octets(part, coding, form.Alphabet, 0), []))];
        return form.LongTexts switch
        {
            LongTexts.Payload => [new(0, coding, default, [new(TlvTag.MessagePayload, Octets(text, coding, form.Alphabet, 0))])],
            LongTexts.Sar => [.. parts.Select((part, index) => new EncodedPart(0, coding, Octets(part, coding, form.Alphabet, 0), Sar(reference, parts.Count, index + 1)))],
            _ => [.. parts.Select((part, index) => WithHeader(part, coding, form.Alphabet, reference, parts.Count, index + 1))],
        };
    }

    static IReadOnlyList<string> Split(string text, byte coding) => coding == Ucs2 ? TextMeasurer.SplitUcs2(text) : TextMeasurer.Split(text);

    static byte CodingOf(string text, DefaultAlphabet alphabet)
    {
        if (TextMeasurer.Measure(text).Encoding == TextEncoding.Ucs2) return Ucs2;
        var last = alphabet switch { DefaultAlphabet.Latin1 => '\u00FF', DefaultAlphabet.Ascii => '\u007F', _ => char.MaxValue };
        return text.All(character => character <= last) ? LinkAlphabet : Ucs2;
    }

    static EncodedPart WithHeader(string part, byte coding, DefaultAlphabet alphabet, ushort reference, int total, int number)
    {
        byte[] header = [5, 0, 3, (byte)reference, (byte)total, (byte)number];
        return new(HasUserDataHeader, coding, (byte[])[.. header, .. Octets(part, coding, alphabet, header.Length)], []);
    }

    static Tlv[] Sar(ushort reference, int total, int number)
    {
        var value = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(value, reference);
        return [new(TlvTag.SarReference, value), new(TlvTag.SarTotal, new[] { (byte)total }), new(TlvTag.SarSequence, new[] { (byte)number })];
    }

    static byte[] Octets(string part, byte coding, DefaultAlphabet alphabet, int headerOctets) => (coding, alphabet) switch
    {
        (Ucs2, _) => Encoding.BigEndianUnicode.GetBytes(part),
        (_, DefaultAlphabet.Latin1 or DefaultAlphabet.Ascii) => Encoding.Latin1.GetBytes(part),
        (_, DefaultAlphabet.GsmPacked) => Septets.Pack(Gsm7.Encode(part), headerOctets),
        _ => Gsm7.Encode(part),
    };
}
