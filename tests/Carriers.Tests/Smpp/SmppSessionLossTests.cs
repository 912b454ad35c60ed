using Hark.Grains;
using Hark.Testing;

namespace Hark.Carriers.Tests;

/// <summary>Sessions end in every way, and each text is accounted for: what is Accepted the SMSC has once, what is NotSent it has not.</summary>
[Trait("Needs", "Smsc")]
public sealed class SmppSessionLossTests
{
    [Fact]
    public async Task DroppedWithinAnAnswer_EachTextIsAccountedFor()
    {
        await using var bench = await SmppBench.Start(new() { DropAfter = 4, AnswerDelay = 20, Receipts = null });

        var answers = await Task.WhenAll(Enumerable.Range(1, 60).Select(i => bench.Submit(i, $"Text {i}")));

        Account(bench, answers);
        Assert.InRange(answers.Count(a => a.Status == SubmitStatus.Unknown), 1, 10);
        Assert.Equal(SubmitStatus.Accepted, (await Sent(bench)).Status);
    }

    [Fact]
    public async Task SessionsLostWhileHundredsWaitForRoom_NothingIsLostOrSentTwice()
    {
        await using var bench = await SmppBench.Start(new() { AnswerDelay = 10, Receipts = null }, o => o.Sessions = 3);

        var sending = bench.SubmitAll(600);
        for (var round = 1; round <= 3; round++)
        {
            await Until.True(() => bench.Smsc.Submits().Count >= 100 * round, "some have left");
            await bench.Smsc.Drop();
            await bench.Bound();
        }
        var answers = await sending;

        Account(bench, answers);
        Assert.InRange(answers.Count(a => a.Status == SubmitStatus.Unknown), 1, 3 * 3 * 10);
        Assert.Equal(0, bench.Link.Report().InFlight);
    }

    [Fact]
    public async Task OneOfTwoSessionsLost_NobodyWhoWaitsIsSentAway()
    {
        // Room on the session that ends goes round among those who wait before anybody has closed it.
        await using var bench = await SmppBench.Start(new() { DropAfter = 20, AnswerDelay = 5, Receipts = null }, o => (o.Sessions, o.Window) = (2, 5));

        var answers = await Task.WhenAll(Enumerable.Range(1, 300).Select(i => bench.Submit(i, $"Text {i}")));

        Account(bench, answers);
        Assert.InRange(answers.Count(a => a.Status == SubmitStatus.Unknown), 1, 5);
        Assert.InRange(answers.Count(a => a.Status == SubmitStatus.NotSent), 0, 5);
    }

    [Fact]
    public async Task KilledWithTextsInFlight_EachTextIsAccountedFor()
    {
        await using var bench = await SmppBench.Start(new() { AnswerDelay = 100 }, o => o.Sessions = 2);

        var sending = Task.WhenAll(Enumerable.Range(1, 100).Select(i => bench.Submit(i, $"Text {i}")));
        await Until.True(() => bench.Smsc.Submits().Count >= 30, "some have left");
        await bench.Smsc.Kill();
        var answers = await sending;
        await bench.Smsc.Restart();
        await bench.Bound();

        Account(bench, answers);
        // Receipts of texts whose answer was lost come after the restart.
        await Until.True(() => bench.Sink.Given.Select(r => r.CarrierReference).Distinct().Count() == bench.Smsc.Submits().Count, "every text has its receipt");
    }

    [Fact]
    public async Task OneSessionLost_TheOthersGoOnWithoutARest()
    {
        await using var bench = await SmppBench.Start(new() { DropAfter = 1 }, o => (o.Sessions, o.ReconnectAfter, o.ReconnectAtMost) = (2, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20)));

        var lost = await bench.Submit(1);
        await Until.True(() => bench.Link.Report().Sessions == 1, "the loss is seen");
        var next = await bench.Submit(2);

        Assert.Equal((SubmitStatus.Unknown, SubmitStatus.Accepted), (lost.Status, next.Status));
        Assert.Equal((LinkState.Impaired, TimeSpan.Zero), (bench.Link.Report().State, bench.Link.Report().HoldFor));
    }

    [Fact]
    public async Task EnquireLinkNotAnswered_SessionIsReplaced()
    {
        await using var bench = await SmppBench.Start(change: o => (o.EnquireLink, o.Timeout) = (TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(300)));

        await bench.Smsc.Set(new { enquireLink = false });
        await Until.True(() => bench.Smsc.Records().Count(r => r.Kind == "bind") >= 2, "it has bound again");

        Assert.Contains("No answer to enquire_link within 0.3 s.", bench.Observer.Troubles);
    }

    [Fact]
    public async Task NetworkThatLosesEverything_SessionIsReplacedWhenATextIsNotAnswered()
    {
        TcpProxy? proxy = null;
        await using var bench = await SmppBench.Start(change: o =>
        {
            proxy = new(o.Port);
            (o.Port, o.Timeout, o.EnquireLink) = (proxy.Port, TimeSpan.FromMilliseconds(300), TimeSpan.FromHours(1));
        });
        await using var network = proxy!;
        network.Cut();

        var lost = await bench.Submit(1);
        // Not only at the next enquire_link, in an hour.
        await Until.True(() => bench.Observer.Troubles.Any(t => t.StartsWith("No answer to enquire_link", StringComparison.Ordinal)), "the session was given up");
        Assert.Equal(SubmitStatus.NotSent, (await bench.Submit(2)).Status);
        network.Mend();

        Assert.Equal(SubmitStatus.Unknown, lost.Status);
        Assert.Equal(SubmitStatus.Accepted, (await Sent(bench)).Status);
    }

    [Fact]
    public async Task SmscUnbinds_IsAnsweredAndBoundAgain()
    {
        await using var bench = await SmppBench.Start();

        await bench.Smsc.Raw(SmppReceiptTests.Octets(new UnbindPdu(77)));
        await Until.True(() => bench.Smsc.Records().Count(r => r.Kind == "bind") == 2, "it has bound again");

        Assert.Equal(77, Assert.Single(bench.Smsc.Records(), r => r.Kind == "unasked").Line.GetProperty("sequence").GetInt32());
        Assert.Contains("The SMSC unbound.", bench.Observer.Troubles);
    }

    /// <summary>As a pump does: until the link takes it.</summary>
    static async Task<SubmitResult> Sent(SmppBench bench) => (await bench.SubmitAll(1, _ => "after all"))[0];

    static void Account(SmppBench bench, SubmitResult[] answers)
    {
        var taken = bench.Smsc.Submits().ToLookup(s => s.Text!, s => $"smpp:{s.Id}");
        Assert.All(taken, text => Assert.Single(text));
        for (var i = 1; i <= answers.Length; i++)
        {
            var answer = answers[i - 1];
            if (answer.Status == SubmitStatus.Accepted) Assert.Equal(answer.Reference, Assert.Single(taken[$"Text {i}"]));
            else if (answer.Status == SubmitStatus.NotSent) Assert.Empty(taken[$"Text {i}"]);
            else Assert.Equal(SubmitStatus.Unknown, answer.Status);
        }
    }
}
