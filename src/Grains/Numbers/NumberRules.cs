using System.Globalization;

namespace Hark.Grains;

/// <summary>Which numbers may be texted at all (P8, P4): the form, and what the numbering plans say. Whether somebody holds the number, only the carrier knows.</summary>
public static class NumberRules
{
    const string Form = "Write + and the country code before the number, digits only, as in +19155550123.";

    /// <summary>Reads a number as a person or a program gave it.</summary>
    public static Result<PhoneNumber> Check(string? text)
    {
        if (PhoneNumber.TryParse(text, out var number)) return Check(number) is { } refusal ? refusal : number;
        if (string.IsNullOrWhiteSpace(text)) return new Refusal(Codes.NumberMalformed, $"The number is missing. {Form}");
        if (text.All(char.IsAsciiDigit)) return CheckBareDigits(text);
        return new Refusal(Codes.NumberMalformed, $"'{Shown(text)}' is not a phone number. {Form}");
    }

    /// <returns>Null when the number may be texted. Costs about 30 ns and allocates nothing then.</returns>
    public static Refusal? Check(PhoneNumber number)
    {
        if (number.Digits is < 10 or > 999_999_999_999_999) return new Refusal(Codes.NumberMalformed, $"{number} is not a phone number. {Form}");

        var country = NumberingPlan.CountryOf(number.Digits, out var national);
        if (number.Digits <= 999_999) return CheckShort(number.ToString(), new NationalNumber(number.Digits, NumberingPlan.Length(number.Digits)), national);
        if (country is null) return new Refusal(Codes.NumberUnassigned, $"{number} has a country code that no country has. Check the digits after the +.");
        foreach (var prefix in country.Premium)
        {
            if (national.StartsWith(prefix)) return Premium(number);
        }
        if (national.Length < country.MinLength || national.Length > country.MaxLength) return WrongLength(number, country, national.Length);
        return country.Code == NumberingPlan.NorthAmerica ? CheckNorthAmerica(number, national.Value) : null;
    }

    static Refusal? CheckNorthAmerica(PhoneNumber number, long national)
    {
        var area = national / 10_000_000;
        var exchange = national / 10_000 % 1000;
        if (area == 911 || exchange == 911) return Emergency(number.ToString());
        if (exchange == 976) return Premium(number);
        if (NumberingPlan.AreaOf(national) is not { } row)
            return new Refusal(Codes.NumberUnassigned, $"{number} has the area code {area:000}, which is not in use. Check the number with the subscriber.");
        switch (row.Use)
        {
            case AreaUse.Geographic: break;
            case AreaUse.Premium: return Premium(number);
            case AreaUse.TollFree: return new Refusal(Codes.NumberUnassigned, $"{number} is a toll-free number: a business answers it, no subscriber. Ask the person for their own mobile number.");
            default: return new Refusal(Codes.NumberUnassigned, $"{number} has the area code {area:000}, which is not used for subscribers' phones. Ask the person for their own mobile number.");
        }
        if (exchange < 200 || exchange % 100 == 11)
            return new Refusal(Codes.NumberUnassigned, $"{number} cannot exist: after the area code no number has {exchange:000}. Check the number with the subscriber.");
        if (national % 10_000_000 == 5_551_212)
            return new Refusal(Codes.NumberUnassigned, $"{number} is directory assistance, no subscriber. Check the number with the subscriber.");
        return null;
    }

    static Refusal CheckBareDigits(string digits)
    {
        if (digits.Length is >= 3 and <= 6)
        {
            var whole = new NationalNumber(long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture), digits.Length);
            NumberingPlan.CountryOf(whole.Value, out var national);
            return CheckShort(digits, whole, national);
        }
        var northAmerican = digits.Length == 10 ? $"+1{digits}" : digits.Length == 11 && digits[0] == '1' ? $"+{digits}" : null;
        var hint = northAmerican is null ? Form : $"A number of the United States or Canada is written {northAmerican}.";
        return new Refusal(Codes.NumberMalformed, $"'{Shown(digits)}' has no country code. {hint}");
    }

    static Refusal CheckShort(string shown, NationalNumber whole, NationalNumber national) =>
        NumberingPlan.IsEmergency(whole) || NumberingPlan.IsEmergency(national) ? Emergency(shown)
        : new Refusal(Codes.NumberShort, $"{shown} is a short code: a service answers it, no subscriber. {Form}");

    static Refusal Emergency(string shown) =>
        new(Codes.NumberEmergency, $"{shown} belongs to an emergency service, which is never texted. Call it by telephone when there is an emergency; remove it from your list.");

    static Refusal Premium(PhoneNumber number) =>
        new(Codes.NumberPremium, $"{number} is a premium-rate number, which is not texted. Ask the person for their own mobile number.");

    static Refusal WrongLength(PhoneNumber number, CountryCode country, int length)
    {
        var expected = country.MinLength == country.MaxLength ? $"{country.MinLength}" : $"{country.MinLength} to {country.MaxLength}";
        return new Refusal(Codes.NumberUnassigned, $"{number} has {length} digits after the country code {country.Code}, where {expected} are expected. Check for missing or surplus digits.");
    }

    static string Shown(string text) => text.Length <= 40 ? text : $"{text.AsSpan(0, 40)}…";
}
