using Hark.Grains;
using Hark.Testing;

namespace Hark.Carriers.Tests;

/// <summary>Sessions are bound, and bound again.</summary>
[Trait("Needs", "Smsc")]
public sealed class SmppBindTests
{
    [Theory]
    [InlineData(SmppBind.Transceiver, 1, new[] { "transceiver" })]
    [InlineData(SmppBind.Transceiver, 3, new[] { "transceiver", "transceiver", "transceiver" })]
    [InlineData(SmppBind.Pair, 2, new[] { "receiver", "receiver", "transmitter", "transmitter" })]
    public async Task Settings_SayWhichSessionsAreBound(SmppBind bind, int sessions, string[] modes)
    {
        await using var bench = await SmppBench.Start(change: o => (o.Bind, o.Sessions) = (bind, sessions));

        var answer = await bench.Submit();
        await Until.True(() => bench.Sink.Given.Count == 1, "the receipt has come");

        var report = bench.Link.Report();
        Assert.Equal((LinkState.Up, sessions, sessions * 10, 0, null), (report.State, report.Sessions, report.Window, report.InFlight, report.Trouble));
        Assert.Equal(modes, (await bench.Smsc.Stats()).Sessions.Select(s => s.Mode).Order());
        Assert.Equal(SubmitStatus.Accepted, answer.Status);
    }

    [Theory]
    [InlineData("nobody", "secret", "ESME_RBINDFAIL")]
    [InlineData("hark", "wrong", "ESME_RINVPASWD")]
    public async Task RefusedBind_IsToldAndRarelyTriedAgain(string systemId, string password, string status)
    {
        await using var bench = await SmppBench.Start(change: o => (o.SystemId, o.Password, o.ReconnectAfter) = (systemId, password, TimeSpan.FromMilliseconds(10)), bound: false);

        await Until.True(() => Binds(bench).Count == 2, "it was tried again");
        var answer = await bench.Submit();

        var binds = Binds(bench);
        Assert.InRange(binds[1].At - binds[0].At, 900, 10_000);
        Assert.Equal((SubmitStatus.NotSent, Codes.CarrierUnavailable), (answer.Status, answer.Code));
        Assert.True(answer.RetryAfter > TimeSpan.Zero);
        Assert.Equal((LinkState.Down, $"The SMSC refused the bind: {status}."), (bench.Link.Report().State, Assert.Single(bench.Observer.Troubles)));
    }

    [Fact]
    public async Task ReceiverThatIsRefused_TakesItsTransmitterAlong()
    {
        // A transmitter alone would hand over texts whose STOP cannot come back.
        await using var bench = await SmppBench.Start(new() { Password = "other" }, o => (o.Bind, o.ReconnectAtMost) = (SmppBind.Pair, TimeSpan.FromMilliseconds(200)), bound: false);
        await Until.True(() => Binds(bench).Count >= 1, "it was refused");
        await bench.Smsc.Set(new { password = "secret" });
        await bench.Bound();

        await bench.Smsc.Drop();
        await Until.True(() => bench.Observer.Reports.Any(r => r.Sessions == 0 && r.Trouble == "The SMSC closed the connection."), "the loss is told");
        await bench.Bound();

        var bound = (await bench.Smsc.Stats()).Sessions.Where(s => !s.Gone).Select(s => s.Mode).Order();
        Assert.Equal(["receiver", "transmitter"], bound);
    }

    [Fact]
    public async Task SmscThatThrowsOutWhoIsBound_IsAskedLessAndLess()
    {
        await using var bench = await SmppBench.Start(change: o => o.ReconnectAtMost = TimeSpan.FromSeconds(20));

        for (var bound = 1; bound <= 4; bound++)
        {
            await Until.True(() => Binds(bench).Count == bound, "it has bound again");
            await bench.Smsc.Drop();
        }
        await Until.True(() => Binds(bench).Count == 5, "it has bound again");

        var at = Binds(bench).Select(b => b.At).ToArray();
        Assert.True(at[4] - at[3] >= 390, $"The fourth pause was {at[4] - at[3]} ms: 50, 100, 200 and 400 were due.");
    }

    [Fact]
    public async Task NobodyThere_IsNotSentAndBoundWhenThereIs()
    {
        await using var bench = await SmppBench.Start();
        await bench.Smsc.Kill();
        await Until.True(() => bench.Link.Report().State == LinkState.Down, "the loss is seen");

        var answer = await bench.Submit(1);
        await Until.True(() => bench.Observer.Troubles.Any(t => t.Contains("cannot be reached", StringComparison.Ordinal)), "it was tried");
        await bench.Smsc.Restart();
        await bench.Bound();

        Assert.Equal(SubmitStatus.NotSent, answer.Status);
        Assert.Equal(SubmitStatus.Accepted, (await bench.Submit(2)).Status);
        Assert.Equal((LinkState.Up, null), (bench.Link.Report().State, bench.Link.Report().Trouble));
    }

    static IReadOnlyList<SmscRecord> Binds(SmppBench bench) => [.. bench.Smsc.Records().Where(r => r.Kind == "bind")];
}
