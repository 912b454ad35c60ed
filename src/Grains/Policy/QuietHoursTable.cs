namespace Hark.Grains;

/// <summary>The allowed hours by place: data with source and effective date, so that a lawyer can correct a row without a programmer.</summary>
/// <remarks>Only made by <see cref="Load"/> and <see cref="Parse"/>, which check it.</remarks>
public sealed class QuietHoursTable
{
    readonly QuietHoursRow _fallback;

    QuietHoursTable(string version, IReadOnlyList<QuietHoursRow> rows)
    {
        Version = version;
        Rows = rows;
        _fallback = rows.Single(row => row.IsFallback);
    }

    public string Version { get; }

    public IReadOnlyList<QuietHoursRow> Rows { get; }

    /// <summary>The zones that stand for a place of which no zone is known.</summary>
    public IReadOnlyList<string> FallbackZones => _fallback.FallbackZones;

    /// <summary>The table the product comes with.</summary>
    /// <exception cref="InvalidDataException">A row is contradictory or names something unknown; the sentence says which and what.</exception>
    public static QuietHoursTable Load()
    {
        using var reader = new StreamReader(DataFile.Open("Policy.Data.quiet-hours.json"));
        return Parse(reader.ReadToEnd());
    }

    /// <inheritdoc cref="Load"/>
    public static QuietHoursTable Parse(string json)
    {
        var (version, rows) = QuietHoursFile.Read(json);
        QuietHoursValidation.Check(version, rows);
        return new QuietHoursTable(version, rows);
    }

    /// <summary>The rows that hold at a place on a local date; all of them must be open. The strictest row when no row of the place's country holds.</summary>
    public IReadOnlyList<QuietHoursRow> RowsFor(NumberPlace place, DateOnly date)
    {
        QuietHoursRow[] rows = [.. Rows.Where(row => row.HoldsOn(date) && row.HoldsIn(place))];
        return rows.Any(row => row.Regions.Count == 0) ? rows : [.. rows, _fallback];
    }
}
