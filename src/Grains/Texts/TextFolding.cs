using System.Globalization;
using System.Text;

namespace Hark.Grains;

/// <summary>Brings what a reader takes for the same text to one form: upper case, decomposed (NFKD), straight quotes and plain dashes, one space for each run of white space, nothing invisible.</summary>
/// <remarks>The decompositions are a table of ours, because <see cref="string.Normalize()"/> does nothing under InvariantGlobalization. Marks stay in the order written.</remarks>
static class TextFolding
{
    const string Resource = "Hark.Grains.Texts.Data.decompositions.txt";

    static readonly Lazy<Dictionary<int, string>> Decompositions = new(Load);

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var written in text.EnumerateRunes())
        {
            var rune = Plain(written);
            if (rune.IsAscii || !Decompositions.Value.TryGetValue(rune.Value, out var decomposed)) Append(folded, rune);
            else foreach (var piece in decomposed.EnumerateRunes()) Append(folded, piece);
        }
        if (folded is [.., ' ']) folded.Length--;
        return folded.ToString();
    }

    static void Append(StringBuilder folded, Rune rune)
    {
        if (Rune.IsWhiteSpace(rune))
        {
            if (folded is [.., not ' ']) folded.Append(' ');
        }
        else if (!IsInvisible(rune))
        {
            folded.Append(Rune.ToUpperInvariant(rune).ToString());
        }
    }

    /// <summary>Zero-width characters, direction marks and variation selectors.</summary>
    static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control || rune.Value is >= 0xFE00 and <= 0xFE0F or 0x034F;

    static Rune Plain(Rune rune) => rune.Value switch
    {
        '‘' or '’' or '‚' or '‛' or '′' or '`' or '´' => new Rune('\''),
        '“' or '”' or '„' or '‟' or '«' or '»' => new Rune('"'),
        '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' => new Rune('-'),
        _ => rune,
    };

    static Dictionary<int, string> Load()
    {
        using var stream = typeof(TextFolding).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The table {Resource} is not in the assembly.");
        using var reader = new StreamReader(stream);
        var table = new Dictionary<int, string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            table.Add(int.Parse(line.AsSpan(0, space), NumberStyles.HexNumber, CultureInfo.InvariantCulture), line[(space + 1)..]);
        }
        return table;
    }
}
