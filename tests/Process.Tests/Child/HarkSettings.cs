namespace Hark.Process.Tests;

/// <summary>Settings of a child as environment variables, <c>HARK__</c> left out.</summary>
sealed class HarkSettings : Dictionary<string, string>
{
    public const string AdminKey = "admin-key-of-the-process-tests";

    /// <summary>On the command line, after <c>--data</c> and <c>--urls</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Null leaves it to the process to make one.</summary>
    public string? Key { get; init; } = AdminKey;

    /// <summary>What the program is run by; empty runs it as whoever runs the tests.</summary>
    public IReadOnlyList<string> Wrapper { get; init; } = [];

    /// <summary>A fast pool, no quiet hours, and a journal of the handsets.</summary>
    /// <param name="rate">Parts per second.</param>
    public static HarkSettings Sending(TemporaryFolder folder, int rate) => new()
    {
        ["Bandwidth__Rate"] = $"{rate}",
        ["Bandwidth__LeaseLength"] = "00:00:00.250",
        ["Policy__QuietHours"] = "off",
        ["Simulator__Latency"] = "00:00:00.050",
        ["Simulator__ReceiptDelay"] = "00:00:00.200",
        ["Simulator__Journal"] = folder.Journal,
    };

    public HarkSettings With(string name, string value)
    {
        var settings = new HarkSettings { Arguments = Arguments, Key = Key, Wrapper = Wrapper };
        foreach (var (known, old) in this) settings[known] = old;
        settings[name] = value;
        return settings;
    }
}
