namespace Hark.Grains;

/// <summary>What a text from a handset does to consent, and which answer is due (O4). Pure.</summary>
public static class HandsetRules
{
    /// <summary>Whether a text begins with a keyword of the store: <c>MOTORS</c>, <c>"Motors!"</c>, <c>motors please</c>.</summary>
    public static bool BeginsWith(string text, string? keyword) => keyword is not null && string.Equals(KeywordRules.FirstWord(text), keyword, StringComparison.OrdinalIgnoreCase);

    /// <summary>What the words ask for. Beside a keyword a single word counts as if it stood alone: "MOTORS stop" and "stop MOTORS" are opt-outs.</summary>
    /// <param name="keywords">Keywords of the store.</param>
    public static Meaning Read(string text, params IEnumerable<string?> keywords)
    {
        var whole = HandsetWords.Read(text);
        if (whole == Meaning.OptOut) return whole;
        var others = keywords.OfType<string>().Aggregate(text, (rest, keyword) => rest.Replace(keyword, " ", StringComparison.OrdinalIgnoreCase));
        var beside = HandsetWords.Read(others);
        return beside == Meaning.Message ? whole : beside;
    }

    /// <param name="keyword">The text begins with an opt-in keyword of the store.</param>
    /// <param name="responder">It begins with a responder keyword.</param>
    /// <param name="doubtful">An earlier text may have been an opt-out: asking for texts again settles that.</param>
    public static HandsetAct Decide(ConsentStatus status, bool doubtful, Meaning words, bool keyword, bool responder = false)
    {
        var settledIn = status == ConsentStatus.OptedIn && !doubtful;
        // A text that may ask for an end is that, keyword or not: "MOTORS stop" opts out.
        var plain = words is not (Meaning.OptOut or Meaning.Doubtful or Meaning.Help);
        if (responder && plain) return new(Meaning.Message, ConsentAct.None, Answer(AutoReplyKind.Responder, owed: true));
        if (keyword && plain)
            return settledIn
                ? new(Meaning.OptIn, ConsentAct.None, Answer(AutoReplyKind.AlreadyIn, owed: false))
                : new(Meaning.OptIn, ConsentAct.OptIn, Answer(AutoReplyKind.Confirmation, owed: true));

        return words switch
        {
            // Also from somebody who never opted in: a later import must not text a person who said stop.
            Meaning.OptOut => new(words, ConsentAct.OptOut, Answer(AutoReplyKind.OptOut, owed: status != ConsentStatus.OptedOut)),
            Meaning.Doubtful => new(words, status == ConsentStatus.OptedIn ? ConsentAct.Doubt : ConsentAct.None, null),
            Meaning.Help => new(words, ConsentAct.None, Answer(AutoReplyKind.Help, owed: true)),
            Meaning.Confirm when status == ConsentStatus.Pending => new(words, ConsentAct.OptIn, Answer(AutoReplyKind.Confirmation, owed: true)),
            Meaning.Restart when settledIn => new(words, ConsentAct.None, Answer(AutoReplyKind.AlreadyIn, owed: false)),
            Meaning.Restart when status != ConsentStatus.New => new(words, ConsentAct.OptIn, Answer(AutoReplyKind.Confirmation, owed: true)),
            // A YES or START that nobody asked for is a message like any other.
            _ => new(Meaning.Message, ConsentAct.None, null),
        };
    }

    static AutoReply Answer(AutoReplyKind kind, bool owed) => new(kind, owed, Prompted: true);
}

public enum ConsentAct { None, OptIn, OptOut, Doubt }

public sealed record HandsetAct(Meaning Meaning, ConsentAct Act, AutoReply? Reply);
