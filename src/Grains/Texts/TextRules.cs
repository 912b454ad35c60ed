using System.Globalization;
using System.Text;

namespace Hark.Grains;

/// <summary>What a text must be to leave at all (M4).</summary>
public static class TextRules
{
    /// <summary>Characters at most, in UTF-16 units; most emoji count as two.</summary>
    public const int MaximumLength = 1600;

    /// <summary>What decoders put in the place of what they cannot read; nobody writes it to a customer.</summary>
    const char Unreadable = '\uFFFD';

    /// <returns>Null when the text may leave.</returns>
    public static Refusal? Check(string? text)
    {
        if (text is null || IsBlank(text))
            return new Refusal(Codes.TextEmpty, "The text is empty. Write what the person is to read.");
        if (text.Length > MaximumLength)
            return new Refusal(Codes.TextTooLong, $"The text has {text.Length} characters, {text.Length - MaximumLength} more than the {MaximumLength} that one text may have. Shorten it.");
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (character == Unreadable)
                return new Refusal(Codes.TextMalformed, $"The text has a character that got lost on its way (U+FFFD) at position {index + 1}. Send it as valid Unicode, in UTF-8.");
            if (char.IsSurrogate(character))
            {
                if (!char.IsSurrogatePair(text, index))
                    return new Refusal(Codes.TextMalformed, $"The text has half a character (U+{(int)character:X4}) at position {index + 1}. Send it as valid Unicode.");
                index++;
            }
            else if (IsForbidden(character))
            {
                return new Refusal(Codes.TextControlCharacters, $"The text has the control character U+{(int)character:X4} at position {index + 1}. Remove it; only line breaks are allowed.");
            }
        }
        return null;
    }

    /// <summary>Nobody could read anything in it.</summary>
    internal static bool IsBlank(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (!Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format) return false;
        return true;
    }

    /// <summary>Control characters, and those that make a text read otherwise than it is written (direction overrides and isolates).</summary>
    static bool IsForbidden(char character) =>
        (char.IsControl(character) && character is not ('\n' or '\r')) || character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
