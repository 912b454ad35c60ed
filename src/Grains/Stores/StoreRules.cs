using System.Globalization;
using NodaTime;

namespace Hark.Grains;

/// <summary>What a store may be called and set to. Pure.</summary>
public static class StoreRules
{
    public const string DefaultTimeZone = "America/New_York";

    /// <summary>Names and brands stand in texts, so what a text may not have they may not have either.</summary>
    public static Refusal? CheckName(string? name) =>
        name is null || name.Length > 60 || TextRules.Check(name) is not null
            ? new(Codes.StoreNameInvalid, "A store's name or brand has 1 to 60 characters that can be texted; each text carries it.")
            : null;

    public static Refusal? CheckHelpContact(string? contact) =>
        contact is null || (contact.Length <= 60 && TextRules.Check(contact) is null)
            ? null
            : new(Codes.StoreNameInvalid, "The help contact has 1 to 60 characters that can be texted; HELP replies name it.");

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
        return sender.Length is >= 3 and <= 8 && sender.All(char.IsAsciiDigit)
            ? null
            : new(Codes.NumberMalformed, $"'{sender}' is neither a number in E.164 nor a short code of 3 to 8 digits.");
    }
}
