namespace Hark.Grains;

/// <summary>How much of a text one part holds (3GPP TS 23.040, 9.2.3.24.1: a part of several gives 6 of its 140 octets to the header).</summary>
/// <param name="Alone">Units of a text that fits one part.</param>
/// <param name="Joined">Units of each part when there are several.</param>
sealed record PartLayout(TextEncoding Encoding, int Alone, int Joined)
{
    public static readonly PartLayout ForGsm7 = new(TextEncoding.Gsm7, 160, 153);
    public static readonly PartLayout ForUcs2 = new(TextEncoding.Ucs2, 70, 67);

    /// <summary>Index after the last character of the part that begins at <paramref name="start"/>; <paramref name="units"/> is the length of the whole text.</summary>
    public int EndOfPart(string text, int start, int units)
    {
        if (units <= Alone) return text.Length;
        var end = start;
        for (var room = Joined; end < text.Length;)
        {
            var pair = char.IsSurrogatePair(text, end);
            room -= Encoding == TextEncoding.Gsm7 ? Gsm7.Septets(text[end]) : pair ? 2 : 1;
            if (room < 0) break;
            end += pair ? 2 : 1;
        }
        return end;
    }
}
