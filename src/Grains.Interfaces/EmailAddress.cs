namespace Hark;

/// <summary>The e-mail address by which a person signs in.</summary>
public static class EmailAddress
{
    /// <summary>Characters; RFC 5321.</summary>
    public const int Longest = 254;

    /// <summary>Whether it has the form of an address, and can stand before the first colon of Basic credentials.</summary>
    public static bool IsOne(string? text) =>
        text is { Length: <= Longest } && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1
        && !text.Any(c => c == ':' || char.IsWhiteSpace(c) || char.IsControl(c));
}
