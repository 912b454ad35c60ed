using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hark.Grains;

/// <summary>How alone a word has to stand to be read.</summary>
enum WordScope
{
    /// <summary>Nothing else is in the text.</summary>
    Exact,
    /// <summary>Nothing else but courtesies and the like is in the text.</summary>
    Text,
    /// <summary>Nothing else is in one of the text's sentences.</summary>
    Sentence,
}

/// <summary>The data file <c>handset-words.json</c> as it is written.</summary>
/// <param name="Version">Named in decision records.</param>
/// <param name="Effective">From which day the table holds.</param>
/// <param name="Courtesies">Words around a stop word that change nothing.</param>
/// <param name="Harmless">Phrases whose stop word is no stop word (a bus stop).</param>
/// <param name="Denials">Phrases that speak of stopping and ask for the contrary, or may.</param>
/// <param name="Instructions">How a text of a store tells to stop.</param>
sealed record HandsetWordFile(string Version, DateOnly Effective, IReadOnlyList<WordGroup> Words, IReadOnlyList<string> Courtesies,
    IReadOnlyList<string> Harmless, IReadOnlyList<string> Denials, IReadOnlyList<SentenceGroup> Sentences, InstructionGroup Instructions)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };
}

sealed record WordGroup(Meaning Meaning, WordScope Scope, string Language, string Source, IReadOnlyList<string> Words);

sealed record SentenceGroup(Meaning Meaning, string Language, string Source, IReadOnlyList<string> Patterns);

sealed record InstructionGroup(string Source, IReadOnlyList<string> Patterns);
