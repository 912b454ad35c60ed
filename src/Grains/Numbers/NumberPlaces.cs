namespace Hark.Grains;

/// <summary>Finds the place of a number from its area code or country code. The number may have moved with its owner: this is the first guess, not the truth.</summary>
public static class NumberPlaces
{
    public static NumberPlace Unknown { get; } = new("ZZ", null, [], "unknown");

    /// <summary>The same instance for every number of the same area code or country code.</summary>
    public static NumberPlace Of(PhoneNumber number)
    {
        if (NumberingPlan.CountryOf(number.Digits, out var national) is not { } country) return Unknown;
        if (country.Code != NumberingPlan.NorthAmerica) return country.Place;
        return national.Length == 10 && NumberingPlan.AreaOf(national.Value) is { Use: AreaUse.Geographic } area ? area.Place : Unknown;
    }
}
