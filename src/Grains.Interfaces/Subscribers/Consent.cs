namespace Hark;

/// <summary>Where a number stands with a store (O3). The numbers are those of the CRM Text surface.</summary>
public enum ConsentStatus { New = 1, OptedIn = 3, Pending = 4, OptedOut = 5 }

/// <summary>How a consent row came to be (rules.md 3.7).</summary>
public enum ConsentMethod { Api = 1, Import = 2, Keyword = 3, Reply = 4, Stop = 5, Sentence = 6, Operator = 7 }

/// <summary>Proof of consent: who said so and how it can be shown (O2, O6).</summary>
/// <param name="Source">Where consent was given: a form, a counter, a keyword.</param>
/// <param name="Evidence">What proves it: a URL, a form id, a message id.</param>
/// <param name="Wording">The words the person saw, when known.</param>
/// <param name="At">When it was given; not in the future.</param>
public sealed record ConsentProof(string Source, string Evidence, string? Wording, DateTimeOffset At);

public sealed record PersonName(string? First, string? Last)
{
    public static readonly PersonName Unknown = new(null, null);
}

/// <summary>What a store asks of a Subscriber: opt this number in.</summary>
/// <param name="Proof">Null for an imported row without proof: the number becomes Pending at most (O6).</param>
/// <param name="Confirm">The number has to answer YES first (double opt-in).</param>
/// <param name="Fresh">True when this is a new act of the person (API, keyword) that may undo an earlier opt-out given before <see cref="ConsentProof.At"/>; an import never may (O6).</param>
public sealed record OptIn(StoreId Store, ConsentMethod Method, ConsentProof? Proof, PersonName Name, bool Confirm, bool Fresh, string By);

public sealed record OptOut(StoreId Store, ConsentMethod Method, string Reason, string By);

/// <param name="Changed">False when the number already stood so.</param>
public sealed record ConsentResult(ConsentStatus Status, ConsentId? Consent, bool Changed);
