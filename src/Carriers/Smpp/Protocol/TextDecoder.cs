using System.Text;
using Hark.Grains;

namespace Hark.Carriers;

/// <summary>Reads texts by their data_coding (SMPP 3.4, 5.2.19). Any octets give a text; what cannot be read is U+FFFD.</summary>
/// <remarks>
/// 0 is the link's default alphabet, 1 ASCII, 3 Latin-1, 8 UCS-2. Binary (2, 4) is read as Latin-1, so that a word written so is still found.
/// 16-63 and 224-255 are what handsets wrote (3GPP TS 23.038, chapter 4) and go by its bits: the default alphabet, binary or UCS-2.
/// All others are read in the link's default alphabet.
/// </remarks>
static class TextDecoder
{
    enum Coding { Gsm, Latin1, Ucs2 }

    public static string Decode(byte dataCoding, ReadOnlySpan<byte> text, DefaultAlphabet alphabet)
    {
        var (coding, octets) = Unpacked(dataCoding, text, 0, alphabet);
        return Decode(coding, octets);
    }

    /// <summary>Parts of one text, in order. Each is read by its own data_coding, but neighbours of the same are joined before they are read: an escape or surrogate pair may be cut between them.</summary>
    public static string Decode(IEnumerable<UserData> parts, DefaultAlphabet alphabet)
    {
        var text = new StringBuilder();
        var (run, octets) = (default(Coding), new List<byte>());
        foreach (var part in parts)
        {
            var (coding, more) = Unpacked(part.DataCoding, part.Text.Span, part.HeaderOctets, alphabet);
            if (coding != run)
            {
                text.Append(Decode(run, [.. octets]));
                octets.Clear();
            }
            run = coding;
            octets.AddRange(more);
        }
        return text.Append(Decode(run, [.. octets])).ToString();
    }

    static (Coding Coding, byte[] Octets) Unpacked(byte dataCoding, ReadOnlySpan<byte> text, int headerOctets, DefaultAlphabet alphabet)
    {
        var coding = Of(dataCoding);
        if (coding is { } told) return (told, text.ToArray());
        return alphabet switch
        {
            DefaultAlphabet.Gsm => (Coding.Gsm, text.ToArray()),
            DefaultAlphabet.GsmPacked => (Coding.Gsm, Septets.Unpack(text, headerOctets)),
            _ => (Coding.Latin1, text.ToArray()),
        };
    }

    /// <summary>Null is the link's default alphabet.</summary>
    static Coding? Of(byte dataCoding) => dataCoding switch
    {
        1 or 2 or 3 or 4 => Coding.Latin1,
        8 => Coding.Ucs2,
        >= 0x10 and < 0x40 => (dataCoding & 0x0C) switch { 0x04 => Coding.Latin1, 0x08 => Coding.Ucs2, _ => null },
        >= 0xE0 and < 0xF0 => Coding.Ucs2,
        >= 0xF0 => (dataCoding & 0x04) != 0 ? Coding.Latin1 : null,
        _ => null,
    };

    static string Decode(Coding coding, ReadOnlySpan<byte> octets) => coding switch
    {
        Coding.Gsm => Gsm7.Decode(octets),
        Coding.Latin1 => Encoding.Latin1.GetString(octets),
        _ => Encoding.BigEndianUnicode.GetString(octets),
    };
}
