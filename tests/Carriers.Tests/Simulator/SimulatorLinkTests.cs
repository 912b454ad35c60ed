using Hark.Grains;

namespace Hark.Carriers.Tests;

public sealed class SimulatorLinkTests
{
    static SimulatorBench Throttled(int rate) => new(o => (o.Latency, o.ThrottleRate) = (TimeSpan.Zero, rate));

    [Fact]
    public async Task ThrottleRate_ThrottlesPartsAboveItAndTellsWhenThereIsRoom()
    {
        await using var bench = Throttled(10);
        Assert.Equal(SubmitStatus.Accepted, (await bench.Submit(1, parts: 4)).Status);
        bench.Time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal(SubmitStatus.Accepted, (await bench.Submit(2, parts: 6)).Status);

        var third = await bench.Submit(3, parts: 3);

        Assert.Equal((SubmitStatus.Throttled, Codes.CarrierThrottled, TimeSpan.FromMilliseconds(700)), (third.Status, third.Code, third.RetryAfter));
        bench.Time.Advance(third.RetryAfter - TimeSpan.FromTicks(1));
        Assert.Equal(SubmitStatus.Throttled, (await bench.Submit(3, parts: 3)).Status);
        bench.Time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(SubmitStatus.Accepted, (await bench.Submit(3, parts: 3)).Status);
    }

    [Fact]
    public async Task ThrottledText_DoesNotArriveAndHasNoReceipt()
    {
        await using var bench = Throttled(1);
        await bench.Submit(1);

        await bench.Submit(2);
        bench.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal([new DeliveryId(1)], bench.Carrier.MessagesTo(SimulatorBench.Handset).Select(m => m.Id));
        Assert.Single(bench.Sink.Given);
    }

    [Fact]
    public async Task TextLargerThanTheThrottleRate_PassesAnEmptySecond()
    {
        await using var bench = Throttled(3);

        Assert.Equal(SubmitStatus.Accepted, (await bench.Submit(1, parts: 5)).Status);
        Assert.Equal(SubmitStatus.Throttled, (await bench.Submit(2)).Status);
    }

    [Fact]
    public async Task LinkDrops_TextsAreNotSentUntilItIsBack()
    {
        await using var bench = new SimulatorBench(o => (o.Latency, o.DisconnectEvery, o.DisconnectFor) = (TimeSpan.Zero, 3, TimeSpan.FromSeconds(2)));
        for (var id = 1; id <= 3; id++) Assert.Equal(SubmitStatus.Accepted, (await bench.Submit(id)).Status);
        bench.Time.Advance(TimeSpan.FromMilliseconds(500));

        var down = await bench.Submit(4);

        Assert.Equal((SubmitStatus.NotSent, Codes.CarrierUnavailable, TimeSpan.FromMilliseconds(1_500)), (down.Status, down.Code, down.RetryAfter));
        bench.Time.Advance(down.RetryAfter);
        for (var id = 4; id <= 6; id++) Assert.Equal(SubmitStatus.Accepted, (await bench.Submit(id)).Status);
        Assert.Equal(SubmitStatus.NotSent, (await bench.Submit(7)).Status);
        Assert.Equal(6, bench.Carrier.MessagesTo(SimulatorBench.Handset).Count);
    }

    [Fact]
    public async Task WorstCarrier_SubmitNeverThrows()
    {
        await using var bench = new SimulatorBench(o =>
        {
            (o.RejectRate, o.UnknownRate, o.UndeliveredRate) = (0.3, 0.3, 0.5);
            (o.DoubledReceiptRate, o.EarlyReceiptRate) = (0.5, 0.5);
            (o.ThrottleRate, o.DisconnectEvery) = (400, 100);
        });
        bench.Sink.Before = () => throw new InvalidOperationException("The ledger is away.");

        var answers = new List<Task<SubmitResult>>();
        for (var id = 1; id <= 2_000; id++)
        {
            answers.Add(bench.Submit(id));
            if (id % 100 == 0) bench.Time.Advance(TimeSpan.FromSeconds(1));
        }
        bench.Time.Advance(TimeSpan.FromMinutes(1));

        var statuses = (await Task.WhenAll(answers)).Select(a => a.Status).ToHashSet();
        Assert.Superset(new HashSet<SubmitStatus> { SubmitStatus.Accepted, SubmitStatus.Rejected, SubmitStatus.Unknown, SubmitStatus.NotSent }, statuses);
    }
}
