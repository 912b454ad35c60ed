using System.Globalization;
using NodaTime;

namespace Hark.Grains;

/// <summary>What a store may be called and set to. Pure.</summary>
public static class StoreRules
{
    public const string DefaultTimeZone = "America/New_York";

    const int LongestLine = 60;

    public static Refusal? CheckName(string? name) =>
        IsLine(name) ? null : new(Codes.StoreNameInvalid, $"A store's name has 1 to {LongestLine} characters on one line; each text carries it.");

    public static Refusal? CheckBrand(string? brand) =>
        brand is null || IsLine(brand) ? null : new(Codes.BrandInvalid, $"The brand has 1 to {LongestLine} characters on one line; each text carries it. Leave it out to use the store's name.");

    public static Refusal? CheckHelpContact(string? contact) =>
        contact is null || IsLine(contact) ? null : new(Codes.HelpContactInvalid, $"The help contact has 1 to {LongestLine} characters on one line: a phone number or an e-mail address that people reach.");

    public static Refusal? CheckTexts(string? brand, string? helpContact, string? timeZone) => CheckBrand(brand) ?? CheckHelpContact(helpContact) ?? CheckTimeZone(timeZone);

    /// <summary>What stands in texts may have only what a text may have.</summary>
    static bool IsLine(string? words) => words is { Length: <= LongestLine } && TextRules.Check(words) is null && !words.Contains('\n', StringComparison.Ordinal) && !words.Contains('\r', StringComparison.Ordinal);

    public static Refusal? CheckTimeZone(string? zone) =>
        zone is null || DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null
            ? null
            : new(Codes.TimeZoneUnknown, $"'{zone}' is not a time zone. Give an IANA name such as America/Chicago.");

    /// <summary>The number a store texts from when it brings none of its own: in the +1 555 range, which no subscriber can have.</summary>
    /// <param name="offset">Tries of numbers that other stores have: there are ten million.</param>
    public static string SenderOf(StoreId store, int offset) => string.Create(CultureInfo.InvariantCulture, $"+1555{(store.Value + offset) % 10_000_000:D7}");

    public static Refusal? CheckSender(string? sender)
    {
        if (sender is null || PhoneNumber.TryParse(sender, out _)) return null;
        return IsShortCode(sender)
            ? null
            : new(Codes.NumberMalformed, $"'{sender}' is neither a number in E.164 nor a short code of 3 to 8 digits.");
    }

    public static bool IsShortCode(string code) => code.Length is >= 3 and <= 8 && code.All(char.IsAsciiDigit);

    /// <summary>A sender of the store's own and the shared codes exclude each other, and nobody has a communication code alone.</summary>
    public static Refusal? CheckShared(bool shared, string? sender, ShortCodes codes)
    {
        if (shared && sender is not null && sender != codes.Marketing)
            return new(Codes.SenderContradiction, $"Give either a sender of the store's own or the shared short codes, whose sender is {codes.Marketing}.");
        return sender is not null && codes.Communication.Contains(sender)
            ? new(Codes.SenderTaken, $"{sender} is a communication short code: it is bound to people, not to a store. Ask for the shared short codes.")
            : null;
    }
}
