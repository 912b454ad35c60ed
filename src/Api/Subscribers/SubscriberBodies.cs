using Hark.Records;

namespace Hark.Api;

/// <summary>The chain of permission.</summary>
/// <param name="Source">Where consent was given: a form, a counter, a keyword.</param>
/// <param name="Evidence">What proves it: a URL, a form id, a message id.</param>
/// <param name="Wording">The words the person saw.</param>
/// <param name="At">When consent was given; now when left out.</param>
public sealed record ConsentGiven(string? Source = null, string? Evidence = null, string? Wording = null, DateTimeOffset? At = null, string? FirstName = null, string? LastName = null);

/// <param name="Consent">The row of the consent log; null when nothing was written.</param>
/// <param name="Changed">False when the number already stood so.</param>
public sealed record ConsentAnswer(string Number, ConsentStatus Status, string? Consent, bool Changed)
{
    public static ConsentAnswer Of(PhoneNumber number, ConsentResult result) => new(number.ToString(), result.Status, result.Consent?.ToString(), result.Changed);
}

/// <param name="Doubtful">Marketing is held until a person has looked at a sentence that may have been an opt-out.</param>
/// <param name="Blocked">Nobody may text this number.</param>
/// <param name="ShortCode">The communication short code that store and person talk on; null when the store has a number of its own, or no text has left yet.</param>
/// <param name="History">All that happened to the consent, oldest first.</param>
public sealed record SubscriberAnswer(string Number, ConsentStatus Status, bool Doubtful, bool Blocked, string? ShortCode, IReadOnlyList<ConsentEvent> History);

/// <summary>A row of the consent log.</summary>
/// <param name="Hash">Chains the row to the one before it.</param>
public sealed record ConsentEvent(string Id, ConsentStatus Status, ConsentMethod Method, string? Source, string? Evidence, string? Wording, DateTimeOffset? At,
    string? Reason, string By, DateTimeOffset RecordedAt, string Hash)
{
    public static ConsentEvent Of(ConsentRow r) =>
        new(r.Id.ToString(), r.Status, r.Method, r.Proof?.Source, r.Proof?.Evidence, r.Proof?.Wording, r.Proof?.At, r.Reason, r.By, r.RecordedAt, r.Hash);
}

public sealed record RosterAnswer(string Number, ConsentStatus Status, string? FirstName, string? LastName, string Consent, DateTimeOffset Since)
{
    public static RosterAnswer Of(RosterRow r) => new(r.Number.ToString(), r.Status, r.Name.First, r.Name.Last, r.Consent.ToString(), r.Since);
}
