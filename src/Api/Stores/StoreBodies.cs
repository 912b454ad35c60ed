using System.ComponentModel.DataAnnotations;

namespace Hark.Api;

/// <param name="Keyword">People text it to opt in. Unique on the whole platform.</param>
/// <param name="TimeZone">IANA name, such as America/Chicago.</param>
/// <param name="DoubleOptIn">New people have to answer YES before they are opted in.</param>
/// <param name="Brand">The name that each text carries; the store's name when not given.</param>
/// <param name="HelpContact">Phone number or e-mail named in the reply to HELP.</param>
/// <param name="Sender">The number or short code its texts leave from.</param>
/// <param name="SharedShortCodes">The store has no number of its own: its keywords are texted to the marketing short code, and it talks to each person on a communication short code.</param>
/// <param name="Account">Whose store it is: named by the operator only; an account creates its own.</param>
public sealed record NewStore([property: Required] string? Name = null, [property: Required] string? Keyword = null, string? TimeZone = null, bool DoubleOptIn = false,
    string? Brand = null, string? HelpContact = null, string? Sender = null, string? Account = null,
    bool SharedShortCodes = false);

/// <summary>What is left out stays as it is.</summary>
/// <param name="DuplicateGuard">Refuse the same text to the same number within 12 hours. Switched by the operator only.</param>
/// <param name="Reason">Why the duplicate guard is switched; kept in the audit log.</param>
public sealed record StoreChange(string? Name = null, string? TimeZone = null, bool? DoubleOptIn = null, string? Brand = null, string? HelpContact = null,
    bool? DuplicateGuard = null, string? Reason = null);

/// <summary>A store and its settings.</summary>
public sealed record StoreAnswer(string Id, string Account, string Name, string Brand, string Keyword, string Sender, string TimeZone, bool DoubleOptIn, bool DuplicateGuard,
    string HelpContact, DateTimeOffset CreatedAt)
{
    public static StoreAnswer Of(StoreView s) =>
        new(s.Id.ToString(), s.Account.ToString(), s.Name, s.Brand, s.Keyword, s.Sender, s.TimeZone, s.DoubleOptIn, s.DuplicateGuard, s.HelpContact, s.CreatedAt);
}
