namespace Hark.Carriers;

/// <summary>Reads the addresses of texts from handsets, which carriers write with a plus, with 00 or with nothing before the country code, and North American ones at times without the country code.</summary>
static class SmppNumber
{
    const byte National = 2;
    const int LongestShortCode = 8;
    const int NationalLength = 10;

    /// <summary>Null when no person can have it.</summary>
    public static PhoneNumber? Person(SmppAddress address) => PhoneNumber.TryParse(International(address), out var number) ? number : null;

    /// <summary>A number of ours in E.164, or a short code.</summary>
    public static string Ours(SmppAddress address) =>
        address.Value.Length <= LongestShortCode && address.Value.All(char.IsAsciiDigit) ? address.Value : International(address);

    static string International(SmppAddress address)
    {
        // No country code begins with 0.
        var digits = address.Value.TrimStart('+') is ['0', '0', .. var rest] ? rest : address.Value.TrimStart('+');
        return address.Ton == National && digits.Length == NationalLength ? $"+1{digits}" : $"+{digits}";
    }
}
