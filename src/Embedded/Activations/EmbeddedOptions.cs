using System.ComponentModel.DataAnnotations;

namespace Hark.Embedded;

/// <summary>Section <c>Embedded</c>.</summary>
public sealed class EmbeddedOptions
{
    /// <summary>Live activations of each kind of actor. More memory (about 1 kB each), fewer reads. Default 20,000.</summary>
    [Range(100, 10_000_000)]
    public int LiveActivations { get; set; } = 20_000;

    /// <summary>How long an actor stays in memory without a request. Default 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan IdleAfter { get; set; } = TimeSpan.FromMinutes(2);
}
