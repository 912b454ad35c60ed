using System.Buffers;

namespace Hark.Api;

/// <summary>Numbers as people write them into lists.</summary>
static class PhoneText
{
    static readonly SearchValues<char> Punctuation = SearchValues.Create(" ()-./'\u00a0\t");

    /// <summary>E.164 of the text: punctuation is left out, and a number of 10 digits, or of 11 that begin with 1, is one of North America. Anything else stays as it is, to be refused.</summary>
    public static string Normalise(string text)
    {
        var bare = text.AsSpan().IndexOfAny(Punctuation) < 0 ? text : Without(text);
        if (bare.Length is 10 or 11 && bare.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0)
        {
            if (bare.Length == 10) return "+1" + bare;
            if (bare[0] == '1') return "+" + bare;
        }
        return bare;
    }

    static string Without(string text)
    {
        Span<char> kept = text.Length <= 64 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        foreach (var c in text)
            if (!Punctuation.Contains(c)) kept[length++] = c;
        return new string(kept[..length]);
    }
}
