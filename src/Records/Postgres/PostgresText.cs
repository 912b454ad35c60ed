using System.Text;

namespace Hark.Records;

/// <summary>PostgreSQL keeps every text but those with U+0000, and Npgsql sends none with half a surrogate pair; handsets and files may hold both.</summary>
static class PostgresText
{
    /// <summary>The text with U+FFFD in place of each character that cannot be kept.</summary>
    public static string Clean(string text) => IsClean(text) ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');

    static bool IsClean(string text)
    {
        foreach (var c in text)
            if (c == '\0' || char.IsSurrogate(c)) return !text.Contains('\0') && IsWellFormed(text);
        return true;
    }

    static bool IsWellFormed(string text)
    {
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != System.Buffers.OperationStatus.Done) return false;
            rest = rest[length..];
        }
        return true;
    }
}
