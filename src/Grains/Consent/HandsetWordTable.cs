using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Hark.Grains;

/// <summary>The table of handset words, checked and made ready for reading. Words and patterns are upper case, without marks and punctuation, as <see cref="Fold"/> leaves a text.</summary>
sealed class HandsetWordTable
{
    const string Resource = "Hark.Grains.Consent.Data.handset-words.json";

    readonly Dictionary<WordScope, Dictionary<string, Meaning>> words;

    HandsetWordTable(HandsetWordFile file)
    {
        Version = file.Version;
        words = Enum.GetValues<WordScope>().ToDictionary(scope => scope, _ => new Dictionary<string, Meaning>(StringComparer.Ordinal));
        foreach (var group in file.Words)
            foreach (var word in group.Words) AddWord(group, word);
        Courtesies = new Phrases(file.Courtesies);
        Harmless = new Phrases(file.Harmless);
        Denials = new Phrases(file.Denials);
        OptOuts = new Phrases(file.Sentences.Where(group => group.Meaning == Meaning.OptOut).SelectMany(group => group.Patterns));
        Doubts = new Phrases(file.Sentences.Where(group => group.Meaning == Meaning.Doubtful).SelectMany(group => group.Patterns));
        Instructions = new Phrases(file.Instructions.Patterns);
        if (file.Sentences.FirstOrDefault(group => group.Meaning is not (Meaning.OptOut or Meaning.Doubtful)) is { } other)
            throw new InvalidDataException($"Handset words: sentences can mean optOut or doubtful, not {other.Meaning}.");
    }

    public string Version { get; }
    public Phrases Courtesies { get; }
    public Phrases Harmless { get; }
    public Phrases Denials { get; }
    public Phrases OptOuts { get; }
    public Phrases Doubts { get; }
    public Phrases Instructions { get; }

    /// <summary>What the words mean when they stand alone in <paramref name="scope"/> or a wider one.</summary>
    public Meaning? Find(string folded, WordScope scope)
    {
        for (var wider = scope; wider <= WordScope.Sentence; wider++)
            if (words[wider].TryGetValue(folded, out var meaning)) return meaning;
        return null;
    }

    public static HandsetWordTable Load()
    {
        using var stream = typeof(HandsetWordTable).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The table {Resource} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    /// <exception cref="InvalidDataException">The table has something unknown, twice, or misspelt; the message names it.</exception>
    public static HandsetWordTable Parse(string json)
    {
        try
        {
            return new HandsetWordTable(JsonSerializer.Deserialize<HandsetWordFile>(json, HandsetWordFile.Json)
                ?? throw new InvalidDataException("Handset words: the table is empty."));
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"Handset words: {exception.Message}", exception);
        }
    }

    /// <summary>Upper case words with one space between them: no marks, punctuation or emoji; apostrophes close up (DON'T is DONT).</summary>
    public static string Fold(string text)
    {
        var words = new StringBuilder(text.Length);
        foreach (var rune in TextFolding.Fold(text).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune)) words.Append(rune.ToString());
            else if (rune.Value != '\'' && Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark && words is [.., not ' ']) words.Append(' ');
        }
        return words.ToString().TrimEnd();
    }

    void AddWord(WordGroup group, string word)
    {
        if (word.Length == 0 || word != Fold(word))
            throw new InvalidDataException($"Handset words: '{word}' has to be upper case without marks and punctuation.");
        if (words.Values.Any(scope => scope.ContainsKey(word)))
            throw new InvalidDataException($"Handset words: '{word}' is there twice.");
        words[group.Scope].Add(word, group.Meaning);
    }
}
