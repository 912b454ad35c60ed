namespace Hark.Carriers;

/// <summary>What a provider calls things, as Hark keeps it.</summary>
public static class HttpReference
{
    const int LongestId = 100;
    const int LongestCode = 20;

    /// <summary>1 to 100 visible ASCII characters.</summary>
    public static bool IsId(string? id) => id is { Length: > 0 and <= LongestId } && id.All(c => c is > ' ' and <= '~');

    /// <summary>The provider's number for what went wrong: <c>21610</c> → <c>http_21610</c>. Null when it names none.</summary>
    public static string? Code(string? number) => number is { Length: > 0 and <= LongestCode } && number.All(char.IsAsciiDigit) && number.Any(c => c != '0') ? $"http_{number}" : null;
}
