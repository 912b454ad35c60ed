using System.Globalization;
using System.Numerics;

namespace Hark.Grains;

/// <summary>The digits after the country code; leading zeros are kept in the length.</summary>
readonly record struct NationalNumber(long Value, int Length)
{
    public bool StartsWith(NationalNumber prefix) =>
        Length >= prefix.Length && Value / NumberingPlan.PowersOfTen[Length - prefix.Length] == prefix.Value;
}

enum AreaUse { Geographic, TollFree, Premium, Personal, Data, Carrier, Government }

sealed record AreaCode(AreaUse Use, NumberPlace Place);

sealed record CountryCode(int Code, int CodeLength, int MinLength, int MaxLength, NumberPlace Place, NationalNumber[] Premium);

/// <summary>The numbering plans of the world as arrays, looked up by leading digits: no search, no allocation.</summary>
static class NumberingPlan
{
    public const int NorthAmerica = 1;

    public static readonly long[] PowersOfTen = [.. Enumerable.Range(0, 19).Select(power => (long)Math.Pow(10, power))];

    static readonly AreaCode?[] Areas = LoadAreas();
    static readonly CountryCode?[] Countries = LoadCountries();
    static readonly NationalNumber[] EmergencyNumbers = [.. DataFile.Rows("Numbers.Data.emergency-numbers.csv", 2).Select(cells => National(cells[0]))];

    /// <summary>Every place that a number can have.</summary>
    public static IEnumerable<NumberPlace> Places =>
        Areas.Select(area => area is { Use: AreaUse.Geographic } ? area.Place : null)
            .Concat(Countries.Select(country => country is { Code: not NorthAmerica } ? country.Place : null))
            .OfType<NumberPlace>().Distinct(ReferenceEqualityComparer.Instance).Cast<NumberPlace>();

    /// <summary>How many decimal digits a positive number has.</summary>
    public static int Length(long digits)
    {
        // 1233 / 4096 is the logarithm of 2 to the base 10, near enough for 63 bits.
        var atLeast = (BitOperations.Log2((ulong)digits) + 1) * 1233 >> 12;
        return digits >= PowersOfTen[atLeast] ? atLeast + 1 : atLeast;
    }

    public static bool IsEmergency(NationalNumber number) => number.Length == 3 && Array.IndexOf(EmergencyNumbers, number) >= 0;

    /// <summary>The row of the number's country code, or null when no country has it.</summary>
    public static CountryCode? CountryOf(long digits, out NationalNumber national)
    {
        national = default;
        if (digits <= 0) return null;
        var length = Length(digits);
        // Shorter numbers are filled up, so that two digits find the row of a two-digit country code too.
        var leading = length >= 3 ? digits / PowersOfTen[length - 3] : digits * PowersOfTen[3 - length];
        var country = Countries[leading];
        var after = country is null ? 0 : Math.Max(0, length - country.CodeLength);
        national = new NationalNumber(digits % PowersOfTen[after], after);
        return country;
    }

    /// <param name="national">The ten digits after country code 1.</param>
    public static AreaCode? AreaOf(long national) => Areas[national / 10_000_000];

    static AreaCode?[] LoadAreas()
    {
        var areas = new AreaCode?[1000];
        foreach (var cells in DataFile.Rows("Numbers.Data.area-codes.csv", 5))
        {
            var use = Enum.Parse<AreaUse>(cells[1].Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
            var place = new NumberPlace(cells[2], cells[3].Length == 0 ? null : cells[3], DataFile.List(cells[4]), "area-code");
            areas[Number(cells[0])] = new AreaCode(use, place);
        }
        return areas;
    }

    static CountryCode?[] LoadCountries()
    {
        var countries = new CountryCode?[1000];
        // Shorter prefixes first: a longer one overwrites its part of their range.
        foreach (var cells in DataFile.Rows("Numbers.Data.country-codes.csv", 7).OrderBy(cells => cells[0].Length))
        {
            var place = new NumberPlace(cells[2], null, DataFile.List(cells[5]), "country-code");
            var country = new CountryCode(Number(cells[1]), cells[1].Length, Number(cells[3]), Number(cells[4]), place, [.. DataFile.List(cells[6]).Select(National)]);
            var width = (int)PowersOfTen[3 - cells[0].Length];
            Array.Fill(countries, country, Number(cells[0]) * width, width);
        }
        return countries;
    }

    static NationalNumber National(string digits) => new(Number(digits), digits.Length);

    static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
