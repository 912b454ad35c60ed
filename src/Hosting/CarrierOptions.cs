using System.ComponentModel.DataAnnotations;

namespace Hark.Hosting;

/// <summary>Section <c>Carrier</c>.</summary>
public sealed class CarrierOptions
{
    /// <summary>The link to the carrier. <c>simulator</c> (default) is the only one in this version.</summary>
    [RegularExpression("simulator", ErrorMessage = "Carrier:Kind: this version knows 'simulator' only.")]
    public string Kind { get; set; } = "simulator";
}
