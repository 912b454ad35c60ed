namespace Hark.Grains;

/// <summary>Whether a text names its sender (P2).</summary>
static class BrandName
{
    /// <summary>True when the name stands in the text as words of its own, whatever the case, spacing and kind of quotes.</summary>
    public static bool IsIn(string text, string brand)
    {
        var words = TextFolding.Fold(text);
        var name = TextFolding.Fold(brand);
        if (name.Length == 0) return false;
        for (var at = words.IndexOf(name, StringComparison.Ordinal); at >= 0; at = words.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var end = at + name.Length;
            var begins = at == 0 || !char.IsLetterOrDigit(words[at - 1]) || !char.IsLetterOrDigit(name[0]);
            var ends = end == words.Length || !char.IsLetterOrDigit(words[end]) || !char.IsLetterOrDigit(name[^1]);
            if (begins && ends) return true;
        }
        return false;
    }
}
