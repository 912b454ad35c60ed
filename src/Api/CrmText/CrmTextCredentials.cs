using System.Text;

namespace Hark.Api;

/// <summary>What <c>Authorization: Basic base64(user:password:KEYWORD)</c> says: the user is before the first colon, the keyword after the last.</summary>
/// <param name="Rest">All after the first colon: the password, where no keyword is given.</param>
/// <param name="Keyword">In upper case; null when there is only one colon.</param>
sealed record CrmTextCredentials(string User, string Rest, string Password, string? Keyword)
{
    /// <summary>The third part is there and empty.</summary>
    public bool EndsInColon => Rest == Password + ":";

    const string Start = "Basic ";
    const int Longest = 4_096;

    /// <summary>Whether it has the form of a keyword. Nobody is asked about anything else: it is text of strangers.</summary>
    public static bool IsWord(string text) => text.Length is > 0 and <= 19 && text.All(char.IsAsciiLetterOrDigit);

    /// <returns>Null when the header says nothing that could be credentials.</returns>
    public static CrmTextCredentials? Read(string header)
    {
        if (header.Length > Longest || !header.StartsWith(Start, StringComparison.OrdinalIgnoreCase)) return null;
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Start.Length..].Trim(), bytes, out var length)) return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);

        var (first, last) = (text.IndexOf(':', StringComparison.Ordinal), text.LastIndexOf(':'));
        if (first <= 0) return null;
        var rest = text[(first + 1)..];
        return last == first
            ? new(text[..first], rest, rest, null)
            : new(text[..first], rest, text[(first + 1)..last], text[(last + 1)..].Trim().ToUpperInvariant() is var keyword && IsWord(keyword) ? keyword : null);
    }
}
