using System.ComponentModel.DataAnnotations;

namespace Hark.Carriers.Tests;

public sealed class SimulatorOptionsTests
{
    static readonly Dictionary<string, Action<SimulatorOptions>> Broken = new()
    {
        [nameof(SimulatorOptions.Latency)] = o => o.Latency = TimeSpan.FromDays(20),
        [nameof(SimulatorOptions.LatencySpread)] = o => o.LatencySpread = o.Latency * 2,
        [nameof(SimulatorOptions.Timeout)] = o => o.Timeout = TimeSpan.Zero,
        [nameof(SimulatorOptions.RejectRate)] = o => o.RejectRate = 1.1,
        [nameof(SimulatorOptions.UnknownRate)] = o => (o.RejectRate, o.UnknownRate) = (0.6, 0.6),
        [nameof(SimulatorOptions.RejectCodes)] = o => (o.RejectCodes["blocked_by_carrier"]) = -1,
        [nameof(SimulatorOptions.ThrottleRate)] = o => o.ThrottleRate = -1,
        [nameof(SimulatorOptions.DisconnectFor)] = o => o.DisconnectFor = TimeSpan.Zero,
        [nameof(SimulatorOptions.ReceiptRate)] = o => o.ReceiptRate = double.NaN,
        [nameof(SimulatorOptions.KeepMessages)] = o => o.KeepMessages = -1,
        [nameof(SimulatorOptions.Replies)] = o => o.Replies.Add(new() { Share = 0.1 }),
    };

    public static TheoryData<string> Names => [.. Broken.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void OptionOutOfRange_IsRefusedByName(string name)
    {
        var refusal = Assert.Throws<ValidationException>(() => new SimulatorBench(Broken[name]));

        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RejectRateWithoutCodes_IsRefused() =>
        Assert.Throws<ValidationException>(() => new SimulatorBench(o =>
        {
            o.RejectRate = 0.1;
            o.RejectCodes.Clear();
        }));

    [Fact]
    public void ReplySharesAboveOne_AreRefused() =>
        Assert.Throws<ValidationException>(() => new SimulatorBench(o =>
        {
            o.Replies.Add(new() { Share = 0.6, Text = "STOP" });
            o.Replies.Add(new() { Share = 0.6, Text = "HELP" });
        }));
}
