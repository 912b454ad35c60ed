namespace Hark.Grains;

/// <summary>Counts the parts of a text as carriers count them (M4, rules.md section 4): 160 septets alone or 153 a part, 70 UCS-2 units alone or 67 a part, with 8-bit references.</summary>
public static class TextMeasurer
{
    /// <summary>No parts for an empty text. <see cref="TextMeasure.PartsPer160"/> is the plain division of a per-160 bill; UCS-2 fills such a unit with 70 characters.</summary>
    public static TextMeasure Measure(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var septets = Septets(text);
        var layout = septets is null ? PartLayout.ForUcs2 : PartLayout.ForGsm7;
        var units = septets ?? text.Length;
        var parts = 0;
        for (var start = 0; start < text.Length; parts++) start = layout.EndOfPart(text, start, units);
        return new TextMeasure(layout.Encoding, units, parts, (units + layout.Alone - 1) / layout.Alone);
    }

    /// <summary>With a picture it is one MMS: never split, and billed as one (crmtext-api.md section 4).</summary>
    public static TextMeasure Measure(string text, Picture? picture) => picture is null ? Measure(text) : Measure(text) with { Parts = 1, PartsPer160 = 1 };

    /// <summary>The parts themselves, in order; joined they are the text. Neither an escape pair nor a surrogate pair is cut.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Septets(text) is { } septets ? Split(text, PartLayout.ForGsm7, septets) : SplitUcs2(text);
    }

    /// <summary>The parts of the text in UCS-2, also where the GSM alphabet would do: for links that cannot take all of that alphabet.</summary>
    public static IReadOnlyList<string> SplitUcs2(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Split(text, PartLayout.ForUcs2, text.Length);
    }

    static List<string> Split(string text, PartLayout layout, int units)
    {
        var parts = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = layout.EndOfPart(text, start, units);
            parts.Add(text[start..end]);
            start = end;
        }
        return parts;
    }

    /// <summary>Septets in GSM-7; null when one character turns the whole text to UCS-2.</summary>
    static int? Septets(string text)
    {
        var sum = 0;
        foreach (var character in text)
        {
            var septets = Gsm7.Septets(character);
            if (septets == 0) return null;
            sum += septets;
        }
        return sum;
    }
}
