namespace Hark.Grains;

/// <summary>The keywords of one store: which it has, and which of them a text names. Pure; that a keyword has one holder on the whole platform is the Keyword's affair.</summary>
public static class StoreKeywords
{
    /// <summary>The primary one included. A store is one state that is read and written whole.</summary>
    public const int Most = 50;

    /// <summary>The primary one first.</summary>
    public static IEnumerable<StoreKeyword> Of(StoreState store) => store.MoreKeywordsOrNone.Prepend(new(store.Keyword, KeywordUse.Primary));

    public static StoreKeyword? Find(StoreState store, string? word) => Of(store).FirstOrDefault(keyword => Is(keyword, word));

    /// <summary>The keyword that a text begins with.</summary>
    public static StoreKeyword? In(StoreState store, string text) => Find(store, KeywordRules.FirstWord(text));

    /// <summary>The keyword that a text names: the one it begins with, else one that stands in it, so that "stop PIZZA" is read without it.</summary>
    /// <param name="use">All that opt in count as one kind, the primary one and the additional ones.</param>
    public static string? Named(StoreState store, string text, KeywordUse use)
    {
        var candidates = Of(store).Where(keyword => (keyword.Use == KeywordUse.Responder) == (use == KeywordUse.Responder)).ToArray();
        var first = KeywordRules.FirstWord(text);
        return (Array.Find(candidates, keyword => Is(keyword, first)) ?? Array.Find(candidates, keyword => text.Contains(keyword.Word, StringComparison.OrdinalIgnoreCase)))?.Word;
    }

    /// <returns>The keyword as the store will have it, or as it has it already.</returns>
    public static Result<StoreKeyword> Add(StoreState store, string? word, KeywordUse use)
    {
        var checkedWord = KeywordRules.Check(word);
        if (!checkedWord.Ok) return checkedWord.Refusal;
        var there = Find(store, checkedWord.Value);
        if (there is not null && there.Use == use) return there;
        if (there is not null) return new Refusal(Codes.KeywordInUse, $"The store has {there.Word} already, for another use. Remove it first, or choose another keyword.");
        if (use is not (KeywordUse.OptIn or KeywordUse.Responder))
            return new Refusal(Codes.KeywordPrimary, "A store has one primary keyword, which is fixed at its creation. Add an opt-in or a responder keyword.");
        if (Of(store).Count() >= Most) return new Refusal(Codes.KeywordLimit, $"The store has {Most} keywords, the most that one may have. Remove one that is not used any more.");
        return new StoreKeyword(checkedWord.Value, use);
    }

    public static Result<StoreKeyword> Respond(StoreState store, string? word, string optedInText, string otherText)
    {
        if (Find(store, word) is not { } keyword) return Unknown(word);
        if (keyword.Use != KeywordUse.Responder)
            return new Refusal(Codes.KeywordNotResponder, $"{keyword.Word} opts people in; its answers are the store's templates. Only a responder keyword has texts of its own.");
        var answer = keyword with { OptedInText = optedInText, OtherText = otherText };
        return Flaw(store, answer) is { } flaw ? flaw : answer;
    }

    /// <summary>Why the answers of its responder keywords do not fit the store's settings; null when they do.</summary>
    public static Refusal? Flaw(StoreState store)
    {
        foreach (var keyword in store.MoreKeywordsOrNone)
            if (Flaw(store, keyword) is { } flaw)
                return flaw with { Reason = $"With this change an answer of the keyword {keyword.Word} would not fit. {flaw.Reason}" };
        return null;
    }

    static Refusal? Flaw(StoreState store, StoreKeyword keyword)
    {
        foreach (var text in new[] { keyword.OptedInText, keyword.OtherText })
            if (text is not null && TextComposer.Compose(text, MessageKind.Informational, store.BrandName, store.Sender) is { Ok: false } composed)
                return composed.Refusal;
        return null;
    }

    /// <summary>What a responder keyword answers; null when nothing is written.</summary>
    public static string? Answer(StoreKeyword keyword, ConsentStatus status) => status == ConsentStatus.OptedIn ? keyword.OptedInText : keyword.OtherText;

    public static StoreState Put(StoreState store, StoreKeyword keyword)
    {
        var keywords = store.MoreKeywordsOrNone;
        for (var i = 0; i < keywords.Length; i++)
            if (keywords[i].Word == keyword.Word)
                return store with { MoreKeywords = keywords.SetItem(i, keyword) };
        return store with { MoreKeywords = keywords.Add(keyword) };
    }

    public static StoreState Without(StoreState store, StoreKeyword keyword) => store with { MoreKeywords = store.MoreKeywordsOrNone.RemoveAll(k => k.Word == keyword.Word) };

    public static Refusal Unknown(string? word) => new(Codes.KeywordUnknown, $"The store has no keyword '{word}'.");

    static bool Is(StoreKeyword keyword, string? word) => string.Equals(keyword.Word, word, StringComparison.OrdinalIgnoreCase);
}
