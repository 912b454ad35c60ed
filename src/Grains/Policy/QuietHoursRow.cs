namespace Hark.Grains;

/// <summary>The allowed hours of one authority.</summary>
/// <param name="Id">Stands in decision records; never reused.</param>
/// <param name="Mark">How far the row is confirmed: <c>primary</c>, <c>quoted</c>, <c>secondary</c>, <c>conflicting</c>, <c>unconfirmed</c>, or <c>design</c> for our own choice.</param>
/// <param name="Effective">The first local date the row holds.</param>
/// <param name="Until">The first local date it no longer holds; null while it holds.</param>
/// <param name="Countries">ISO 3166-1 codes; empty for the row of places without a row of their own.</param>
/// <param name="Regions">States or provinces of the one country named; empty when the row holds for whole countries. Such a row holds beside its country's: both must be open.</param>
/// <param name="FallbackZones">Only on the row without countries: the zones to intersect when no zone is known.</param>
/// <param name="Windows">By day of the week, Sunday first; null on days without allowed hours.</param>
public sealed record QuietHoursRow(
    string Id, string Authority, string Mark, DateOnly Effective, DateOnly? Until,
    IReadOnlyList<string> Countries, IReadOnlyList<string> Regions, IReadOnlyList<string> FallbackZones,
    IReadOnlyList<QuietHoursWindow?> Windows)
{
    public bool IsFallback => Countries.Count == 0;

    public bool HoldsOn(DateOnly date) => Effective <= date && (Until is not { } until || date < until);

    /// <remarks>Where the number does not tell the region, the rows of all regions hold.</remarks>
    public bool HoldsIn(NumberPlace place) =>
        Countries.Contains(place.Country) && (Regions.Count == 0 || place.Region is null || Regions.Contains(place.Region));

    public bool Overlaps(QuietHoursRow other) =>
        (Until ?? DateOnly.MaxValue) > other.Effective && (other.Until ?? DateOnly.MaxValue) > Effective;
}

/// <summary>Allowed hours of a day, local time since midnight, half-open: <c>From &lt;= t &lt; Until</c>, at most 24:00.</summary>
public readonly record struct QuietHoursWindow(TimeSpan From, TimeSpan Until);
