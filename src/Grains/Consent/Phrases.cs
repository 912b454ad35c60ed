using System.Text.RegularExpressions;

namespace Hark.Grains;

/// <summary>Patterns over folded words (<see cref="HandsetWordTable.Fold"/>); each matches whole words.</summary>
/// <remarks>
/// Every repetition in a pattern has a bound, so that reading takes time linear in the text, whatever a handset sends.
/// (RegexOptions.NonBacktracking would promise the same, but loading the table took 4.6 s with it, against 0.4 s.)
/// </remarks>
sealed partial class Phrases(IEnumerable<string> patterns)
{
    readonly Regex[] expressions = [.. patterns.Select(Expression)];

    public bool AreIn(string words) => expressions.Any(expression => expression.IsMatch(words));

    public string ReplaceIn(string words, string replacement) =>
        expressions.Aggregate(words, (rest, expression) => expression.Replace(rest, replacement));

    static Regex Expression(string pattern)
    {
        if (Unbounded().IsMatch(pattern))
            throw new InvalidDataException($"Handset words: the pattern '{pattern}' repeats without a bound; write {{0,4}} for *, {{1,5}} for +.");
        try
        {
            // Alone first, so that its brackets have to match each other and not the ones put around it.
            _ = new Regex(pattern);
            return new Regex($@"\b(?:{pattern})\b", RegexOptions.CultureInvariant);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"Handset words: the pattern '{pattern}' cannot be used: {exception.Message}", exception);
        }
    }

    [GeneratedRegex(@"[*+]|\{\d+,\}")]
    private static partial Regex Unbounded();
}
