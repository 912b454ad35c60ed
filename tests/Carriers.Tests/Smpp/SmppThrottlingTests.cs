using Hark.Grains;
using Hark.Testing;

namespace Hark.Carriers.Tests;

/// <summary>An SMSC that asks to be left alone is: by the whole link.</summary>
[Trait("Needs", "Smsc")]
public sealed class SmppThrottlingTests
{
    [Fact]
    public async Task Throttled_TheLinkRestsAndRecovers()
    {
        await using var bench = await SmppBench.Start();
        await bench.Smsc.Set(new { throttleUntil = InFuture(0.5) });

        var throttled = await bench.Submit(1);
        var resting = bench.Link.Report();
        var (other, room) = (await bench.Submit(2), await bench.Link.Enter("80565"));
        await Until.True(() => bench.Link.HoldFor(SmppBench.Sender) == TimeSpan.Zero, "the rest is over");
        var taken = await bench.Submit(3);

        Assert.Equal((SubmitStatus.Throttled, Codes.CarrierThrottled), (throttled.Status, throttled.Code));
        Assert.Equal((LinkState.Impaired, "The SMSC throttles."), (resting.State, resting.Trouble));
        Assert.InRange(resting.HoldFor, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1));
        Assert.InRange(throttled.RetryAfter, resting.HoldFor, TimeSpan.FromSeconds(1));
        Assert.Equal((SubmitStatus.NotSent, SubmitStatus.NotSent), (other.Status, room.Refusal!.Status));
        Assert.True(other.RetryAfter > TimeSpan.Zero);
        Assert.Equal((SubmitStatus.Accepted, LinkState.Up, null), (taken.Status, bench.Link.Report().State, bench.Link.Report().Trouble));
        Assert.Equal(["ESME_RTHROTTLED", "ESME_ROK"], bench.Observer.Codes);
        Assert.Equal(1, (await bench.Smsc.Stats()).Refused);
    }

    [Fact]
    public async Task QueueFull_RestsLongerEachTimeAndToldOnce()
    {
        await using var bench = await SmppBench.Start(new() { QueueFull = true });

        // All at once are answered alike: they are one reason to rest.
        var first = await Task.WhenAll(Enumerable.Range(1, 10).Select(i => bench.Submit(i)));
        await Until.True(() => bench.Link.HoldFor(SmppBench.Sender) == TimeSpan.Zero, "the rest is over");
        var second = await bench.Submit(11);

        Assert.Contains(first, a => a.Status == SubmitStatus.Throttled);
        Assert.All(first, a => Assert.InRange(a.RetryAfter, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(1)));
        Assert.InRange(second.RetryAfter, TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(2));
        Assert.Equal(2, bench.Observer.Reports.Count(r => r.Trouble == "The SMSC throttles."));
    }

    [Theory]
    [InlineData("ESME_RSYSERR", SubmitStatus.NotSent)]
    [InlineData("ESME_RX_T_APPN", SubmitStatus.NotSent)]
    [InlineData("ESME_RINVDSTADR", SubmitStatus.Rejected)]
    [InlineData("ESME_RSUBMITFAIL", SubmitStatus.Rejected)]
    public async Task OtherRefusals_AreOfTheOneText(string status, SubmitStatus told)
    {
        await using var bench = await SmppBench.Start(new() { Refuse = new Dictionary<string, string> { ["12015550101"] = status } });

        var refused = await bench.Submit(1, to: PhoneNumber.Parse("+12015550101"));
        var other = await bench.Submit(2);

        Assert.Equal((told, status), (refused.Status, refused.Code));
        Assert.Equal(told == SubmitStatus.NotSent, refused.RetryAfter > TimeSpan.Zero);
        Assert.Equal(SubmitStatus.Accepted, other.Status);
    }

    [Fact]
    public async Task TextHalfTaken_IsCompleted()
    {
        await using var bench = await SmppBench.Start(new() { ThrottleRate = 5 }, o => o.Window = 20);

        var answer = await bench.Submit(1, new string('a', 8 * 153));

        Assert.Equal(SubmitStatus.Accepted, answer.Status);
        Assert.Equal(Enumerable.Range(1, 8), bench.Smsc.Submits().Select(s => (int)s.Message[5]).Order());
        Assert.True((await bench.Smsc.Stats()).Refused > 0, "Nothing was throttled.");
    }

    [Fact]
    public async Task TextThatCannotBeCompletedInTime_IsUnknownInTime()
    {
        await using var bench = await SmppBench.Start(new() { ThrottleRate = 1 }, o => (o.Window, o.Timeout) = (20, TimeSpan.FromSeconds(1)));
        var began = TimeProvider.System.GetTimestamp();

        var answer = await bench.Submit(1, new string('a', 8 * 153));

        Assert.Equal((SubmitStatus.Unknown, "ESME_RTHROTTLED"), (answer.Status, answer.Code));
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.FromSeconds(0.8), TimeSpan.FromSeconds(2.5));
    }

    internal static long InFuture(double seconds) => TimeProvider.System.GetUtcNow().AddSeconds(seconds).ToUnixTimeMilliseconds();
}
