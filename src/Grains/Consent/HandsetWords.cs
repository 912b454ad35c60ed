using System.Text.RegularExpressions;

namespace Hark.Grains;

/// <summary>Reads what a text from a handset asks for (O4, rules.md 3.1). Words and phrases are data: <c>Data/handset-words.json</c>.</summary>
public static partial class HandsetWords
{
    // Stands where a phrase was cut out, so that the words around it are no new phrase. Folding never leaves it in a text.
    const string Cut = "~";

    static readonly Lazy<HandsetWordTable> Loaded = new(HandsetWordTable.Load);

    internal static HandsetWordTable Table => Loaded.Value;

    /// <summary>Version of the table. A host asks for it at its start, so that a broken table stops it there.</summary>
    /// <exception cref="InvalidDataException">The table cannot be used; the message names what is wrong.</exception>
    public static string Version => Table.Version;

    /// <summary>
    /// Case, punctuation, white space, quotes, accents and emoji are ignored. Opt-out words count alone, among courtesies, or as a sentence of their own;
    /// plain sentences that ask for an end count as well; what may be such a sentence is <see cref="Meaning.Doubtful"/>, which holds marketing until a person has looked.
    /// </summary>
    public static Meaning Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = HandsetWordTable.Fold(text);
        return Table.Find(words, WordScope.Exact)
            ?? Table.Find(WithoutCourtesies(words), WordScope.Text)
            ?? (IsOptOutList(words) || HasOptOutSentence(text) ? Meaning.OptOut : ReadPhrases(words));
    }

    /// <summary>STOP STOP STOP, STOP END QUIT.</summary>
    static bool IsOptOutList(string words)
    {
        var all = WithoutCourtesies(words).Split(' ');
        return all.All(word => Table.Find(word, WordScope.Text) == Meaning.OptOut);
    }

    static bool HasOptOutSentence(string text) => SentenceEnd().Split(text)
        .Any(sentence => Table.Find(WithoutCourtesies(HandsetWordTable.Fold(sentence)), WordScope.Sentence) == Meaning.OptOut);

    static Meaning ReadPhrases(string words)
    {
        var plain = Table.Harmless.ReplaceIn(words, Cut);
        var asked = Table.Denials.ReplaceIn(plain, Cut);
        if (Table.OptOuts.AreIn(asked)) return Meaning.OptOut;
        return asked != plain || Table.Doubts.AreIn(asked) ? Meaning.Doubtful : Meaning.Message;
    }

    static string WithoutCourtesies(string words) => Spaces().Replace(Table.Courtesies.ReplaceIn(words, ""), " ").Trim();

    [GeneratedRegex(@"[.!?;:…\r\n]+")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
