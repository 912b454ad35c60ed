using Hark.Grains;
using Hark.Testing;

namespace Hark.Carriers.Tests;

/// <summary>No session has more unanswered than its window, and all of it is used.</summary>
[Trait("Needs", "Smsc")]
public sealed class SmppWindowTests
{
    [Theory]
    [InlineData(1, 10)]
    [InlineData(3, 10)]
    [InlineData(1, 1)]
    public async Task FiveHundredAtOnce_FillTheWindowAndNoMore(int sessions, int window)
    {
        await using var bench = await SmppBench.Start(new() { AnswerDelay = window == 1 ? 0 : 5, Receipts = null }, o => (o.Sessions, o.Window) = (sessions, window));

        var answers = await bench.SubmitAll(500);

        Assert.All(answers, a => Assert.Equal(SubmitStatus.Accepted, a.Status));
        Assert.Equal(500, bench.Smsc.Submits().Select(s => s.Text).Distinct().Count());
        Assert.Equal(500, bench.Smsc.Submits().Count);
        Assert.All((await bench.Smsc.Stats()).Sessions, session => Assert.Equal(window, session.LargestWindow));
        Assert.Equal(0, bench.Link.Report().InFlight);
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(3, 4)]
    [InlineData(1, 1)]
    public async Task TextsOfManyPartsThatHoldAllRoom_AreAllSent(int sessions, int window)
    {
        await using var bench = await SmppBench.Start(new() { Receipts = null }, o => (o.Sessions, o.Window) = (sessions, window));

        var answers = await bench.SubmitAll(60, i => $"{i:000}{new string('a', 4 * 153)}");

        Assert.All(answers, a => Assert.Equal(SubmitStatus.Accepted, a.Status));
        var texts = bench.Smsc.Submits().GroupBy(s => (s.Session, Reference: s.Message[3])).ToArray();
        Assert.Equal(60, texts.Length);
        Assert.All(texts, parts => Assert.Equal([1, 2, 3, 4, 5], parts.Select(s => (int)s.Message[5])));
        Assert.InRange((await bench.Smsc.Stats()).LargestWindow, 1, window);
        Assert.Equal(0, bench.Link.Report().InFlight);
    }

    [Fact]
    public async Task RoomThatIsTakenAndNotUsed_IsGivenBack()
    {
        await using var bench = await SmppBench.Start(change: o => o.Window = 2);

        var one = await bench.Link.Enter(SmppBench.Sender);
        var two = await bench.Link.Enter(SmppBench.Sender);
        Assert.Equal(2, bench.Link.Report().InFlight);
        var none = await bench.Link.Enter(SmppBench.Sender);
        one.Dispose();
        one.Dispose();
        using var three = await bench.Link.Enter(SmppBench.Sender);

        Assert.Equal((SubmitStatus.NotSent, Codes.CarrierUnavailable), (none.Refusal!.Status, none.Refusal.Code));
        Assert.Null(three.Refusal);
        Assert.Equal(2, bench.Link.Report().InFlight);
        two.Dispose();
    }

    [Fact]
    public async Task RoomOnASessionThatEnded_SendsNothing()
    {
        await using var bench = await SmppBench.Start();
        using var room = await bench.Link.Enter(SmppBench.Sender);
        await bench.Smsc.Drop();
        await Until.True(() => bench.Smsc.Records().Count(r => r.Kind == "bind") == 2, "it has bound again");

        var answer = await bench.Link.Submit(SmppBench.Text(1, room: room));

        Assert.Equal((SubmitStatus.NotSent, Codes.CarrierUnavailable), (answer.Status, answer.Code));
        Assert.Empty(bench.Smsc.Submits());
    }
}
