using System.ComponentModel.DataAnnotations;

namespace Hark.Grains;

/// <summary>Section <c>Stores</c>.</summary>
public sealed class StoreOptions
{
    /// <summary>Single sends per second and store (M1). Messages, not parts. Default 1.</summary>
    [Range(0.01, 10_000)]
    public double SingleSendRate { get; set; } = 1;

    /// <summary>What one part costs, for estimates and bills; in the installation's currency.</summary>
    [Range(0, 100)]
    public decimal PricePerPart { get; set; } = 0.01m;

    /// <summary>Named in HELP replies of stores that give no contact of their own.</summary>
    [Required]
    public string HelpContact { get; set; } = "help@example.com";
}
