namespace Hark.Carriers.Tests;

public sealed class SimulatorHandsetTests
{
    [Fact]
    public async Task MessagesTo_TellsWhatTheHandsetGotNewestFirst()
    {
        await using var bench = new SimulatorBench();
        var other = PhoneNumber.Parse("+12015550101");
        var start = bench.Time.GetUtcNow();
        _ = bench.Carrier.Submit(SimulatorBench.Text(1, parts: 2, body: "First"));
        _ = bench.Carrier.Submit(SimulatorBench.Text(2, to: other));
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        _ = bench.Carrier.Submit(SimulatorBench.Text(3, body: "Third"));

        Assert.Equal(
            [
                new SimulatorMessage(new(3), "+18005550199", SimulatorBench.Handset, "Third", start.AddSeconds(1), 1),
                new SimulatorMessage(new(1), "+18005550199", SimulatorBench.Handset, "First", start, 2),
            ],
            bench.Carrier.MessagesTo(SimulatorBench.Handset));
        Assert.Equal(new DeliveryId(2), Assert.Single(bench.Carrier.MessagesTo(other)).Id);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(3, 3)]
    [InlineData(3, 8)]
    [InlineData(0, 8)]
    public async Task KeepMessages_BoundsWhatIsKeptToTheLatest(int keep, int sent)
    {
        await using var bench = new SimulatorBench(o => o.KeepMessages = keep);

        for (var id = 1; id <= sent; id++) _ = bench.Submit(id);

        var expected = Enumerable.Range(1, sent).Reverse().Take(keep).Select(id => new DeliveryId(id));
        Assert.Equal(expected, bench.Carrier.MessagesTo(SimulatorBench.Handset).Select(m => m.Id));
        Assert.Equal(sent, bench.Carrier.Statistics().Arrived);
    }

    [Fact]
    public async Task Replies_ComeFromTheirShareOfHandsetsAfterTheirDelay()
    {
        await using var bench = new SimulatorBench(o =>
        {
            o.UndeliveredRate = 0.5;
            o.Replies.Add(new() { Share = 0.1, Text = "STOP", Delay = TimeSpan.FromSeconds(5) });
            o.Replies.Add(new() { Share = 0.3, Text = "Thanks!", Delay = TimeSpan.FromSeconds(9) });
        });
        var start = bench.Time.GetUtcNow();
        for (var id = 1; id <= 10_000; id++) _ = bench.Submit(id);

        bench.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.Empty(bench.Sink.Texts);
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        var stops = bench.Sink.Texts;
        bench.Time.Advance(TimeSpan.FromSeconds(4));
        var thanks = bench.Sink.Texts.Skip(stops.Count).ToArray();

        Assert.InRange(stops.Count, 430, 570);
        Assert.All(stops, t => Assert.Equal(("STOP", SimulatorBench.Handset, "+18005550199", start.AddSeconds(5)), (t.Text, t.From, t.To, t.At)));
        Assert.InRange(thanks.Length, 1_350, 1_650);
        Assert.All(thanks, t => Assert.Equal("Thanks!", t.Text));
        Assert.Equal(stops.Count + thanks.Length, bench.Sink.Texts.Select(t => t.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task ReplyNotTaken_ComesAgainUnderTheSameId()
    {
        await using var bench = new SimulatorBench(o =>
        {
            o.ReceiptRate = 0;
            o.Replies.Add(new() { Share = 1, Text = "STOP" });
        });
        var (failed, calls) = (new List<int>(), 0);
        bench.Sink.Before = () =>
        {
            if (++calls % 2 == 0) return Task.CompletedTask;
            failed.Add(calls);
            return Task.FromException(new InvalidOperationException("The inbox is away."));
        };

        for (var id = 1; id <= 100; id++) _ = bench.Submit(id);
        bench.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.True(failed.Count >= 50);
        Assert.Equal(100, bench.Sink.Texts.Count);
        Assert.Equal(100, bench.Sink.Texts.Select(t => t.MessageId).Distinct().Count());
        Assert.Equal(0, bench.Carrier.Statistics().RepliesWaiting);
    }

    [Fact]
    public async Task Inbound_IsReceivedUnderAnIdOfItsOwn()
    {
        await using var bench = new SimulatorBench();

        await bench.Carrier.Inbound(SimulatorBench.Handset, "72720", "BREAD");
        await bench.Carrier.Inbound(SimulatorBench.Handset, "72720", "BREAD");

        Assert.Equal(2, bench.Sink.Texts.Select(t => t.MessageId).Distinct().Count());
        Assert.All(bench.Sink.Texts, t => Assert.Equal((SimulatorBench.Handset, "72720", "BREAD", bench.Time.GetUtcNow()), (t.From, t.To, t.Text, t.At)));
    }

    [Fact]
    public async Task InboundNotTaken_PassesTheErrorOn()
    {
        await using var bench = new SimulatorBench();
        bench.Sink.Before = () => throw new StorageUnavailableException("The disk is full.");

        await Assert.ThrowsAsync<StorageUnavailableException>(() => bench.Carrier.Inbound(SimulatorBench.Handset, "72720", "BREAD"));
    }
}
