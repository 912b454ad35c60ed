using System.ComponentModel.DataAnnotations;

namespace Hark.Hosting;

/// <summary>Section <c>Carrier</c>.</summary>
public sealed class CarrierOptions
{
    public const string Simulator = "simulator";

    /// <summary>The link of all senders that no other link names: <c>simulator</c> (default), <c>smpp</c> with the settings <c>Smpp</c>, or <c>http</c> with the settings <c>Http</c>.</summary>
    [RegularExpression("simulator|smpp|http", ErrorMessage = "Carrier:Kind is simulator, smpp or http.")]
    public string Kind { get; set; } = Simulator;
}
