using System.ComponentModel.DataAnnotations;

namespace Hark.Hosting;

/// <summary>Section <c>Carrier</c>.</summary>
public sealed class CarrierOptions
{
    /// <summary>The link to the carrier: <c>simulator</c> (default), or <c>http</c> with the settings <c>Http</c>.</summary>
    [RegularExpression("simulator|http", ErrorMessage = "Carrier:Kind: this version knows 'simulator' and 'http' only.")]
    public string Kind { get; set; } = "simulator";
}
