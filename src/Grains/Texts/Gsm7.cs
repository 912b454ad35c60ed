using System.Text;

namespace Hark.Grains;

/// <summary>The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, 6.2.1). National tables are not used: few carriers take them.</summary>
public static class Gsm7
{
    /// <summary>Says that the next septet is of the extension table.</summary>
    public const byte Escape = 0x1B;

    /// <summary>A character stands at its septet; the escape holds its own place.</summary>
    const string Basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    const string Extension = "\f^{}\\[~]|€";
    const string ExtensionSeptets = "\u000A\u0014\u0028\u0029\u002F\u003C\u003D\u003E\u0040\u0065";

    /// <summary>Above every septet, so that it tells the characters of the extension table.</summary>
    const byte Escaped = 0x80;
    const byte Euro = 0x65 | Escaped;
    const byte Absent = 0xFF;

    static readonly byte[] Septet = FillSeptets();

    /// <summary>Septets the character takes: 1, 2 for an escape pair, 0 when the alphabet lacks it.</summary>
    public static int Septets(char character) => Find(character) switch
    {
        Absent => 0,
        >= Escaped => 2,
        _ => 1,
    };

    /// <summary>One septet an octet, escape pairs as two.</summary>
    /// <exception cref="ArgumentException">The alphabet lacks a character.</exception>
    public static byte[] Encode(ReadOnlySpan<char> text)
    {
        var septets = new List<byte>(text.Length);
        foreach (var character in text)
        {
            var found = Find(character);
            if (found == Absent) throw new ArgumentException($"The GSM alphabet lacks the character U+{(int)character:X4}.", nameof(text));
            if (found >= Escaped) septets.Add(Escape);
            septets.Add((byte)(found & ~Escaped));
        }
        return [.. septets];
    }

    /// <summary>Reads any octets. An escape before a septet that the extension table lacks is skipped, as handsets do; a doubled or last one is a space; an octet above 127 is taken for Latin-1.</summary>
    public static string Decode(ReadOnlySpan<byte> septets)
    {
        var text = new StringBuilder(septets.Length);
        for (var index = 0; index < septets.Length; index++)
        {
            if (septets[index] != Escape)
                text.Append(Plain(septets[index]));
            else if (++index < septets.Length && septets[index] != Escape)
                text.Append(ExtensionSeptets.IndexOf((char)septets[index], StringComparison.Ordinal) is var at and >= 0 ? Extension[at] : Plain(septets[index]));
            else
                text.Append(' ');
        }
        return text.ToString();
    }

    static char Plain(byte septet) => septet < Basic.Length ? Basic[septet] : (char)septet;

    static byte Find(char character) =>
        character < Septet.Length ? Septet[character] : character == '€' ? Euro : Absent;

    static byte[] FillSeptets()
    {
        var septets = new byte['Ω' + 1];
        Array.Fill(septets, Absent);
        for (var septet = 0; septet < Basic.Length; septet++)
            if (septet != Escape) septets[Basic[septet]] = (byte)septet;
        // The euro sign lies far above the others; a table up to it would be eight times as large.
        for (var index = 0; Extension[index] != '€'; index++) septets[Extension[index]] = (byte)(ExtensionSeptets[index] | Escaped);
        return septets;
    }
}
