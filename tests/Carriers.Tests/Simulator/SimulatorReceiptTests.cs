using Hark.Grains;

namespace Hark.Carriers.Tests;

public sealed class SimulatorReceiptTests
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task AcceptedTexts_GetOneReceiptEachOutOfOrder()
    {
        await using var bench = new SimulatorBench();

        var answers = await bench.SubmitAll(1_000);

        var sent = answers.Select(a => a.Reference!).ToArray();
        var receipts = bench.Sink.Given;
        Assert.All(receipts, r => Assert.Equal((DeliveryStatus.Delivered, null), (r.Status, r.Code)));
        Assert.Equal(sent.Order(), receipts.Select(r => r.CarrierReference).Order());
        Assert.NotEqual(sent, receipts.Select(r => r.CarrierReference));
        Assert.InRange(receipts.Average(r => (r.At - new DateTimeOffset(2026, 11, 18, 17, 0, 0, TimeSpan.Zero)).TotalSeconds), 0.9, 1.15);
    }

    [Fact]
    public async Task ReceiptRate_LeavesTheRestWithoutReceipt()
    {
        await using var bench = new SimulatorBench(o => o.ReceiptRate = 0.3);

        await bench.SubmitAll(5_000);

        Assert.InRange(bench.Sink.Given.Count, 1_350, 1_650);
    }

    [Fact]
    public async Task UndeliveredText_IsAcceptedReportedAndNeverReachesItsHandset()
    {
        await using var bench = new SimulatorBench(o => o.UndeliveredRate = 0.25);

        var answers = await bench.SubmitAll(4_000);

        Assert.All(answers, a => Assert.Equal(SubmitStatus.Accepted, a.Status));
        var undelivered = bench.Sink.Given.Count(r => r is { Status: DeliveryStatus.Undelivered, Code: "absent_subscriber" });
        Assert.InRange(undelivered, 900, 1_100);
        Assert.Equal(4_000 - undelivered, bench.Carrier.MessagesTo(SimulatorBench.Handset).Count);
    }

    [Fact]
    public async Task DoubledReceiptRate_GivesThatShareTwiceAlike()
    {
        await using var bench = new SimulatorBench(o => o.DoubledReceiptRate = 0.4);

        await bench.SubmitAll(2_000);

        var copies = bench.Sink.Given.GroupBy(r => r.CarrierReference).ToArray();
        Assert.Equal(2_000, copies.Length);
        Assert.InRange(copies.Count(c => c.Count() == 2), 720, 880);
        Assert.All(copies, c => Assert.Single(c.Distinct()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public async Task EarlyReceipt_IsDurableBeforeTheAnswer(int latency)
    {
        await using var bench = new SimulatorBench(o => (o.EarlyReceiptRate, o.Latency) = (1, TimeSpan.FromMilliseconds(latency)));
        var (calls, durable) = (0, new TaskCompletionSource());
        bench.Sink.Before = () =>
        {
            calls++;
            return durable.Task;
        };

        var answer = bench.Submit(1);
        bench.Time.Advance(TimeSpan.FromMilliseconds(latency));
        Assert.Equal((1, false), (calls, answer.IsCompleted));
        durable.SetResult();

        Assert.Equal((await answer.WaitAsync(TimeSpan.FromSeconds(30))).Reference, Assert.Single(bench.Sink.Given).CarrierReference);
    }

    [Fact]
    public async Task EarlyReceiptNeverTaken_AnswersUnknownAtTheTimeout()
    {
        await using var bench = new SimulatorBench(o => o.EarlyReceiptRate = 1);
        bench.Sink.Before = () => throw new InvalidOperationException("The ledger is away.");

        var answer = bench.Submit(1);
        bench.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(SubmitStatus.Unknown, (await answer).Status);
        Assert.Equal((1, 0), (bench.Carrier.Statistics().ByStatus[SubmitStatus.Unknown], bench.Carrier.Statistics().ByStatus[SubmitStatus.Accepted]));
    }

    [Fact]
    public async Task ManyReceiptsDue_AreGivenInBatchesOfAThousandAtMost()
    {
        await using var bench = new SimulatorBench(o => o.ReceiptDelay = TimeSpan.Zero);

        await bench.SubmitAll(2_500);

        Assert.Equal([1_000, 1_000, 500], bench.Sink.Batches.Select(b => b.Count));
    }

    [Fact]
    public async Task SinkIsBusy_NoSecondCallBeginsBeforeItEnds()
    {
        await using var bench = new SimulatorBench(o => (o.Latency, o.ReceiptDelay) = (TimeSpan.Zero, TimeSpan.Zero));
        var (calls, free) = (0, new TaskCompletionSource());
        bench.Sink.Before = () =>
        {
            calls++;
            return free.Task;
        };
        await bench.Submit(1);
        bench.Time.Advance(TimeSpan.Zero);
        await bench.Submit(2);
        bench.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(1, calls);
        Assert.Equal(2, bench.Carrier.Statistics().ReceiptsWaiting);
        free.SetResult();
        Assert.Equal(2, bench.Sink.Given.Count);
    }

    [Fact]
    public async Task SinkThrowsOnce_NothingIsLostAndItIsTriedAgainAfterAPause()
    {
        await using var bench = new SimulatorBench(o => (o.Latency, o.ReceiptDelay) = (TimeSpan.Zero, TimeSpan.Zero));
        var failures = 1;
        bench.Sink.Before = () => failures-- > 0 ? Task.FromException(new InvalidOperationException("The ledger is away.")) : Task.CompletedTask;
        for (var id = 1; id <= 1_500; id++) await bench.Submit(id);

        bench.Time.Advance(TimeSpan.Zero);
        Assert.Empty(bench.Sink.Given);
        Assert.Equal((1_500, 1, "The ledger is away."), (bench.Carrier.Statistics().ReceiptsWaiting, bench.Carrier.Statistics().FailedHandOvers, bench.Carrier.Statistics().LastFailure));
        bench.Time.Advance(Pause);

        Assert.Equal(1_500, bench.Sink.Given.Select(r => r.CarrierReference).Distinct().Count());
        Assert.Equal((1_500, 0), (bench.Sink.Given.Count, bench.Carrier.Statistics().ReceiptsWaiting));
    }

    [Fact]
    public async Task DisposedWhileTheSinkIsBusy_WaitsForItAndBeginsNoOtherCall()
    {
        var bench = new SimulatorBench(o => o.ReceiptDelay = TimeSpan.Zero);
        var free = new TaskCompletionSource();
        bench.Sink.Before = () => free.Task;
        await bench.SubmitAll(1_200);

        var disposed = bench.DisposeAsync().AsTask();
        Assert.False(disposed.IsCompleted);
        free.SetResult();
        await disposed;

        Assert.Equal(1_000, bench.Sink.Given.Count);
    }
}
