namespace Hark.Grains;

/// <summary>Where the subscriber of a number may be, as far as the number tells it.</summary>
/// <param name="Country">ISO 3166-1, two letters; <c>ZZ</c> when unknown.</param>
/// <param name="Region">State or province, the second part of its ISO 3166-2 code (<c>TX</c>); null when the number does not tell it.</param>
/// <param name="Zones">Every IANA time zone the subscriber may be in; empty when unknown.</param>
/// <param name="Source">How it is known: <c>area-code</c>, <c>country-code</c> or <c>unknown</c>.</param>
public sealed record NumberPlace(string Country, string? Region, IReadOnlyList<string> Zones, string Source)
{
    /// <summary>The zones as records show them: <c>America/Chicago|America/New_York</c>.</summary>
    public string ZonesText { get; } = string.Join('|', Zones);
}
