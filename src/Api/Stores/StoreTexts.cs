namespace Hark.Api;

/// <summary>The words of a store that its texts carry. One that is blank or holds control characters would spoil each of them.</summary>
static class StoreTexts
{
    const int LongestBrand = 60;
    const int LongestHelpContact = 100;

    /// <returns>What is wrong; null when they can be used. What is not given is not looked at.</returns>
    public static Refusal? Check(string? brand, string? helpContact)
    {
        if (brand is not null && !IsLine(brand, LongestBrand))
            return new Refusal(ApiCodes.BrandInvalid, $"The brand has 1 to {LongestBrand} characters on one line; each text carries it. Leave it out to use the store's name.");
        if (helpContact is not null && !IsLine(helpContact, LongestHelpContact))
            return new Refusal(ApiCodes.HelpContactInvalid, $"The help contact has 1 to {LongestHelpContact} characters on one line: a phone number or an e-mail address that people reach.");
        return null;
    }

    static bool IsLine(string text, int longest) => !string.IsNullOrWhiteSpace(text) && text.Length <= longest && !text.Any(char.IsControl);
}
