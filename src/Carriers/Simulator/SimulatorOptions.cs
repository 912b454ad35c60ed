using System.ComponentModel.DataAnnotations;

namespace Hark.Carriers;

/// <summary>Section <c>Simulator</c>: how the simulated carrier and its handsets behave. The defaults are a carrier without faults.</summary>
/// <remarks>Spans are written <c>hh:mm:ss.fff</c>; a bare number would be days and is refused. Rates and shares run from 0 (never) to 1 (always).</remarks>
public sealed class SimulatorOptions : IValidatableObject
{
    const string LongestSpan = "01:00:00";

    /// <summary>Seed of every random decision: the same seed gives a delivery id the same fate. Default 1.</summary>
    public long Seed { get; set; } = 1;

    /// <summary>Mean time from hand-over to answer. Default 20 ms; 0 answers at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00", LongestSpan, ParseLimitsInInvariantCulture = true)]
    public TimeSpan Latency { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How far an answer's time may lie from <see cref="Latency"/> either way, evenly spread; at most <see cref="Latency"/>. Default 0.</summary>
    [Range(typeof(TimeSpan), "00:00:00", LongestSpan, ParseLimitsInInvariantCulture = true)]
    public TimeSpan LatencySpread { get; set; } = TimeSpan.Zero;

    /// <summary>After this time without an answer a text is <see cref="Hark.Grains.SubmitStatus.Unknown"/>. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", LongestSpan, ParseLimitsInInvariantCulture = true)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Share of texts that are refused for good. Default 0.</summary>
    [Range(0.0, 1.0)]
    public double RejectRate { get; set; }

    /// <summary>Codes of refused texts and their weights. Configured codes are added to the default ones; weight 0 switches a code off.</summary>
    public IDictionary<string, double> RejectCodes { get; } = new SortedDictionary<string, double>(StringComparer.Ordinal)
    {
        ["unknown_subscriber"] = 6,
        ["blocked_by_carrier"] = 3,
        ["invalid_destination"] = 1,
    };

    /// <summary>Share of texts that are taken and never answered; half of them arrive. Default 0.</summary>
    [Range(0.0, 1.0)]
    public double UnknownRate { get; set; }

    /// <summary>Parts the carrier takes in any second; above it answers <see cref="Hark.Grains.SubmitStatus.Throttled"/>. Default 0: no limit.</summary>
    [Range(0, int.MaxValue)]
    public int ThrottleRate { get; set; }

    /// <summary>The link drops after each time this many texts were taken. Default 0: never.</summary>
    [Range(0, int.MaxValue)]
    public int DisconnectEvery { get; set; }

    /// <summary>How long a dropped link stays down. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", LongestSpan, ParseLimitsInInvariantCulture = true)]
    public TimeSpan DisconnectFor { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Mean time from answer to receipt, exponentially spread up to 10 times the mean, so that receipts come out of order. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", LongestSpan, ParseLimitsInInvariantCulture = true)]
    public TimeSpan ReceiptDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Share of taken texts that get a receipt. Default 1.</summary>
    [Range(0.0, 1.0)]
    public double ReceiptRate { get; set; } = 1;

    /// <summary>Share of accepted texts that never reach their handset. Default 0.</summary>
    [Range(0.0, 1.0)]
    public double UndeliveredRate { get; set; }

    /// <summary>Share of receipts that come a second time, later. Default 0.</summary>
    [Range(0.0, 1.0)]
    public double DoubledReceiptRate { get; set; }

    /// <summary>Share of accepted texts whose receipt is durable before their answer is given. Default 0.</summary>
    [Range(0.0, 1.0)]
    public double EarlyReceiptRate { get; set; }

    /// <summary>What handsets answer to texts that reach them; a text gets one reply at most, so the shares add up to 1 at most. Default none.</summary>
    public IList<SimulatorReply> Replies { get; } = [];

    /// <summary>File to which a line <c>unix-milliseconds delivery-id number parts</c> is appended for each text that reaches its handset, before the text's answer is given. Default none.</summary>
    public string? Journal { get; set; }

    /// <summary>How many of the latest messages of all handsets together are kept in memory for reading. Default 100,000.</summary>
    [Range(0, 10_000_000)]
    public int KeepMessages { get; set; } = 100_000;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LatencySpread > Latency)
            yield return Broken("Simulator:LatencySpread is larger than Simulator:Latency; lower it.", nameof(LatencySpread));
        if (RejectRate + UnknownRate > 1)
            yield return Broken("Simulator:RejectRate and Simulator:UnknownRate add up to more than 1; lower one.", nameof(RejectRate), nameof(UnknownRate));
        if (RejectCodes.Any(c => !(c.Value >= 0 && double.IsFinite(c.Value))))
            yield return Broken("Simulator:RejectCodes has a weight below 0; use 0 to switch a code off.", nameof(RejectCodes));
        if (RejectRate > 0 && !(RejectCodes.Values.Sum() > 0))
            yield return Broken("Simulator:RejectRate needs a code in Simulator:RejectCodes with a weight above 0.", nameof(RejectCodes));
        if (Replies.Any(r => !(r.Share is >= 0 and <= 1) || string.IsNullOrEmpty(r.Text) || r.Delay < TimeSpan.Zero || r.Delay > TimeSpan.FromHours(1)))
            yield return Broken("Simulator:Replies has an entry whose Share is not from 0 to 1, whose Text is empty, or whose Delay is not from 0 to one hour.", nameof(Replies));
        if (Replies.Sum(r => r.Share) > 1)
            yield return Broken("Simulator:Replies has shares that add up to more than 1; lower them.", nameof(Replies));
    }

    static ValidationResult Broken(string sentence, params string[] members) => new(sentence, members);
}

/// <summary>A scripted reply of handsets.</summary>
public sealed class SimulatorReply
{
    /// <summary>Share of texts, 0 to 1, that are answered so.</summary>
    public double Share { get; set; }

    /// <summary>What the handset writes.</summary>
    public string Text { get; set; } = "";

    /// <summary>From the text's arrival to the reply. Default 2 s.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(2);
}
