using NodaTime;

namespace Hark.Grains;

/// <summary>Refuses a table that contradicts itself or names places, zones or marks that do not exist.</summary>
static class QuietHoursValidation
{
    static readonly string[] Marks = ["primary", "quoted", "secondary", "conflicting", "unconfirmed", "design"];

    public static void Check(string version, IReadOnlyList<QuietHoursRow> rows)
    {
        if (string.IsNullOrWhiteSpace(version)) throw new InvalidDataException("The quiet hours table has no version.");
        if (rows.Count(row => row.IsFallback) != 1)
            throw new InvalidDataException("The quiet hours table needs exactly one row without countries, for places that no other row names.");
        foreach (var row in rows) CheckRow(row);
        for (var i = 0; i < rows.Count; i++)
        {
            for (var j = i + 1; j < rows.Count; j++) CheckPair(rows[i], rows[j]);
        }
    }

    static void CheckRow(QuietHoursRow row)
    {
        if (string.IsNullOrWhiteSpace(row.Id)) throw new InvalidDataException("A row of the quiet hours table has no id.");
        Require(!string.IsNullOrWhiteSpace(row.Authority), row, "names no authority");
        Require(Marks.Contains(row.Mark), row, $"has the mark '{row.Mark}'; known are {string.Join(", ", Marks)}");
        Require(row.Until is not { } until || row.Effective < until, row, "ends before it takes effect");
        Require(row.Windows.Any(window => window is not null), row, "has no allowed hours on any day");
        foreach (var country in row.Countries)
            Require(NumberingPlan.Places.Any(place => place.Country == country), row, $"names the country '{country}', which no number belongs to");
        if (row.IsFallback) CheckFallback(row);
        else Require(row.FallbackZones.Count == 0, row, "has fallback zones, which only the row without countries may have");
        if (row.Regions.Count == 0) return;
        Require(row.Countries.Count == 1, row, "names regions, so it must name exactly one country");
        foreach (var region in row.Regions)
            Require(NumberingPlan.Places.Any(place => place.Country == row.Countries[0] && place.Region == region), row, $"names the region '{region}', which no area code of {row.Countries[0]} belongs to");
    }

    static void CheckFallback(QuietHoursRow row)
    {
        Require(row.Regions.Count == 0 && row.Until is null, row, "is the one for places without a row, so it can have neither regions nor an end");
        Require(row.FallbackZones.Count > 0, row, "is the one for places without a row, so it needs fallback zones");
        foreach (var zone in row.FallbackZones)
            Require(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null, row, $"names the time zone '{zone}', which does not exist");
    }

    static void CheckPair(QuietHoursRow one, QuietHoursRow other)
    {
        Require(one.Id != other.Id, one, "has the id of another row");
        if (!one.Overlaps(other) || one.Regions.Count == 0 != (other.Regions.Count == 0)) return;
        var country = one.Countries.Intersect(other.Countries).FirstOrDefault();
        if (country is null) return;
        var region = one.Regions.Intersect(other.Regions).FirstOrDefault();
        Require(one.Regions.Count > 0 && region is null, one, $"contradicts row {other.Id}: both give the hours of {country}{(region is null ? "" : "-" + region)} at the same time");
    }

    static void Require(bool condition, QuietHoursRow row, string fault)
    {
        if (!condition) throw new InvalidDataException($"Row {row.Id} of the quiet hours table {fault}.");
    }
}
