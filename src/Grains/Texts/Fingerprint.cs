using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Hark.Grains;

/// <summary>The hash that the 12-hour duplicate guard compares (M5).</summary>
/// <remarks>
/// Two texts are the same when they differ only in: upper and lower case; the amount and kind of white space; punctuation at the two ends;
/// zero-width and other invisible characters; compatibility forms (full-width or styled letters, ligatures, composed or decomposed accents);
/// curly or straight quotes, long or short dashes. Any other difference (a word, a digit, an accent, an emoji, punctuation inside) makes them different.
/// </remarks>
public static class Fingerprint
{
    /// <summary>64 bits of SHA-256 over the normalised text: the same in every process and version of the product.</summary>
    public static long Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Hash(Normalise(text));
    }

    /// <summary>The same words with another picture, or with none, are another text.</summary>
    public static long Of(string text, Picture? picture)
    {
        ArgumentNullException.ThrowIfNull(text);
        // No normalised text has a line break, so none can pass for words and a picture.
        return picture is null ? Of(text) : Hash($"{Normalise(text)}\n{picture.Hash}");
    }

    static string Normalise(string text)
    {
        var folded = TextFolding.Fold(text);
        var start = 0;
        var end = folded.Length;
        while (start < end && IsEdge(folded[start])) start++;
        while (end > start && IsEdge(folded[end - 1])) end--;
        // A text of punctuation alone is told apart from other such texts.
        return start == end ? folded : folded[start..end];
    }

    static long Hash(string normalised) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(normalised)));

    static bool IsEdge(char character) => char.IsPunctuation(character) || character == ' ';
}
