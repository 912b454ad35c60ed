namespace Hark.Grains;

/// <summary>What an opt-in keyword of a store may be.</summary>
public static class KeywordRules
{
    public const int MinimumLength = 4;
    public const int MaximumLength = 19;

    /// <returns>The keyword in upper case, or a refusal: <see cref="Codes.KeywordInvalid"/>, <see cref="Codes.KeywordReserved"/>.</returns>
    public static Result<string> Check(string? keyword)
    {
        if (string.IsNullOrWhiteSpace(keyword))
            return Invalid("The keyword is empty.");
        // First of all: a keyword that reads as STOP, HELP, YES or the like would be taken for that and opt nobody in.
        if (HandsetWords.Read(keyword) != Meaning.Message)
            return new Refusal(Codes.KeywordReserved, $"'{keyword}' is reserved: handsets text it to stop, to get help or to answer. Choose another keyword.");
        if (keyword.Any(char.IsWhiteSpace))
            return Invalid("The keyword has spaces in it; it has to be one word.");
        if (keyword.Length < MinimumLength)
            return Invalid($"The keyword has {keyword.Length} characters, and {MinimumLength} are the fewest.");
        if (keyword.Length > MaximumLength)
            return Invalid($"The keyword has {keyword.Length} characters, and {MaximumLength} are the most.");
        if (!keyword.All(char.IsAsciiLetterOrDigit))
            return Invalid("The keyword has characters other than the letters A to Z and digits.");
        if (keyword.All(char.IsAsciiDigit))
            return Invalid("The keyword has only digits; it needs a letter, to be told apart from numbers.");
        return keyword.ToUpperInvariant();
    }

    /// <summary>The word a text begins with, in which a keyword is looked for: people write <c>MOTORS please</c> as well as <c>"Motors!"</c>.</summary>
    public static string FirstWord(string text)
    {
        var start = 0;
        while (start < text.Length && !char.IsLetterOrDigit(text[start])) start++;
        var end = start;
        while (end < text.Length && char.IsLetterOrDigit(text[end])) end++;
        return text[start..end];
    }

    static Refusal Invalid(string what) =>
        new(Codes.KeywordInvalid, $"{what} Choose {MinimumLength} to {MaximumLength} letters and digits.");
}
