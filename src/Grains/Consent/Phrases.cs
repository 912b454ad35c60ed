using System.Text.RegularExpressions;

namespace Hark.Grains;

/// <summary>Patterns over folded words (<see cref="HandsetWordTable.Fold"/>). Time is linear in the text, whatever a handset sends.</summary>
sealed class Phrases(IEnumerable<string> patterns)
{
    // One expression each: all in one would pass the size that NonBacktracking allows.
    readonly Regex[] expressions = [.. patterns.Select(Expression)];

    public bool AreIn(string words) => expressions.Any(expression => expression.IsMatch(words));

    public string ReplaceIn(string words, string replacement) =>
        expressions.Aggregate(words, (rest, expression) => expression.Replace(rest, replacement));

    static Regex Expression(string pattern)
    {
        try
        {
            // Alone first, so that its brackets have to match each other and not the ones put around it.
            _ = new Regex(pattern);
            return new Regex($@"\b(?:{pattern})\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException($"Handset words: the pattern '{pattern}' cannot be used: {exception.Message}", exception);
        }
    }
}
