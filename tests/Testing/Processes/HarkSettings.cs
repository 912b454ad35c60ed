namespace Hark.Testing;

/// <summary>Settings of a child as environment variables, <c>HARK__</c> left out.</summary>
public sealed class HarkSettings : Dictionary<string, string>
{
    public const string AdminKey = "admin-key-of-the-tests";

    /// <summary>On the command line, after what its test puts there.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Null leaves it to the process to make one.</summary>
    public string? Key { get; init; } = AdminKey;

    /// <summary>What the program is run by; empty runs it as whoever runs the tests.</summary>
    public IReadOnlyList<string> Wrapper { get; init; } = [];

    /// <summary>A fast pool, no quiet hours, and a journal of the handsets.</summary>
    /// <param name="journal">Where the carrier tells what reached handsets.</param>
    /// <param name="rate">Parts per second.</param>
    public static HarkSettings Sending(string journal, int rate) => new()
    {
        ["Bandwidth__Rate"] = $"{rate}",
        ["Bandwidth__LeaseLength"] = "00:00:00.250",
        ["Policy__QuietHours"] = "off",
        ["Simulator__Latency"] = "00:00:00.050",
        ["Simulator__ReceiptDelay"] = "00:00:00.200",
        ["Simulator__Journal"] = journal,
    };

    public HarkSettings With(string name, string value)
    {
        var settings = new HarkSettings { Arguments = Arguments, Key = Key, Wrapper = Wrapper };
        foreach (var (known, old) in this) settings[known] = old;
        settings[name] = value;
        return settings;
    }
}
