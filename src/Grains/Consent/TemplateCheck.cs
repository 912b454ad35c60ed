using System.Text.RegularExpressions;

namespace Hark.Grains;

/// <summary>What the wording of an automatic reply lacks (rules.md 3.3, C2, C4 and the checker of the short-code templates).</summary>
public static partial class TemplateCheck
{
    /// <returns>The missing elements as a person calls them: "the brand", "how to stop (STOP)"... Empty when the wording may be used.</returns>
    public static IReadOnlyList<string> Missing(AutoReplyKind kind, string text, TemplateFacts facts)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. Elements(kind).Where(element => !element.IsIn(text, facts)).Select(element => element.Name)];
    }

    static IEnumerable<Element> Elements(AutoReplyKind kind) => kind switch
    {
        AutoReplyKind.OptInRequest => [Brand, Yes, Frequency, Rates, Help, Stop],
        AutoReplyKind.Confirmation => [Brand, Frequency, Rates, Help, Stop],
        AutoReplyKind.AlreadyIn => [Brand, Help, Stop],
        AutoReplyKind.OptOut => [Brand, NoMore, Help],
        AutoReplyKind.Help => [Brand, Contact, Frequency, Rates, Stop],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind of reply has no wording."),
    };

    static readonly Element Brand = new("the brand", (text, facts) => BrandName.IsIn(text, facts.Brand));
    static readonly Element Yes = new("how to join (YES)", (text, _) => YesWord().IsMatch(text));
    static readonly Element Help = new("how to get help (HELP)", (text, _) => HelpWord().IsMatch(text));
    static readonly Element Stop = new("how to stop (STOP)", (text, _) => StopWord().IsMatch(text));
    static readonly Element Rates = new("that message and data rates may apply", (text, _) => RatesPhrase().IsMatch(text));
    static readonly Element NoMore = new("that no more messages will be sent", (text, _) => NoMorePhrase().IsMatch(text));
    static readonly Element Frequency = new("how often texts come", (text, facts) => Names(text, facts.Frequency) || FrequencyPhrase().IsMatch(text));
    static readonly Element Contact = new("the help contact", (text, facts) => Names(text, facts.HelpContact));

    static bool Names(string text, string fact) => !string.IsNullOrWhiteSpace(fact) && text.Contains(fact, StringComparison.OrdinalIgnoreCase);

    // Handset words have to be in capitals, so that people see what to type.
    [GeneratedRegex(@"\bYES\b")]
    private static partial Regex YesWord();

    [GeneratedRegex(@"\bHELP\b")]
    private static partial Regex HelpWord();

    [GeneratedRegex(@"\bSTOP\b")]
    private static partial Regex StopWord();

    [GeneratedRegex(@"\brates may apply\b", RegexOptions.IgnoreCase)]
    private static partial Regex RatesPhrase();

    [GeneratedRegex(@"\bno (more|further) (messages|texts|msgs)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NoMorePhrase();

    [GeneratedRegex(@"\b(msgs?|messages?|texts?) ?(/|per|a|each) ?(day|week|month|mo)\b|\bfrequency varies\b", RegexOptions.IgnoreCase)]
    private static partial Regex FrequencyPhrase();

    sealed record Element(string Name, Func<string, TemplateFacts, bool> IsIn);
}
