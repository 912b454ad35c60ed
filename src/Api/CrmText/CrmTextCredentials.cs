using System.Text;

namespace Hark.Api;

/// <summary>What <c>Authorization: Basic base64(user:password:KEYWORD)</c> says: the user is before the first colon, the keyword after the last.</summary>
/// <param name="Rest">All after the first colon: the password, where no keyword is given.</param>
/// <param name="Keyword">In upper case; null when there is only one colon.</param>
sealed record CrmTextCredentials(string User, string Rest, string Password, string? Keyword)
{
    const string Start = "Basic ";
    const int Longest = 4_096;

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
            : new(text[..first], rest, text[(first + 1)..last], text[(last + 1)..].Trim().ToUpperInvariant() is { Length: > 0 } keyword ? keyword : null);
    }
}
