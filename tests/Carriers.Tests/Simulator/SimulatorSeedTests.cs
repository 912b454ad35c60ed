using FsCheck;
using FsCheck.Fluent;

namespace Hark.Carriers.Tests;

public sealed class SimulatorSeedTests
{
    static async Task<Dictionary<long, string>> Outcomes(long seed, IReadOnlyList<long> order)
    {
        await using var bench = new SimulatorBench(o =>
        {
            o.Seed = seed;
            (o.RejectRate, o.UnknownRate, o.UndeliveredRate, o.ReceiptRate) = (0.2, 0.1, 0.2, 0.8);
            (o.DoubledReceiptRate, o.EarlyReceiptRate, o.LatencySpread) = (0.2, 0.1, TimeSpan.FromMilliseconds(10));
            o.Replies.Add(new() { Share = 0.2, Text = "STOP" });
        });
        var answers = order.Select(id => (Id: id, Answer: bench.Carrier.Submit(SimulatorBench.Text(id, to: new PhoneNumber(12010000000 + id))))).ToArray();
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        var receipts = bench.Sink.Given.ToLookup(r => r.CarrierReference);
        var replies = bench.Sink.Texts.ToLookup(t => t.From.Digits - 12010000000);
        var outcomes = new Dictionary<long, string>();
        foreach (var (id, answer) in answers)
        {
            var result = await answer;
            var arrived = bench.Carrier.MessagesTo(new PhoneNumber(12010000000 + id)).Count;
            outcomes[id] = $"{result} {arrived} {string.Join(",", receipts[result.Reference ?? ""])} {string.Join(",", replies[id])}";
        }
        return outcomes;
    }

    [Fact]
    public void SameSeedInAnotherOrder_GivesTheSameOutcomes() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var ids = Enumerable.Range(1, 60).Select(i => (long)i).ToArray();
            var shuffled = ids.ToArray();
            new Random(seed).Shuffle(shuffled);
            return Outcomes(seed, ids).GetAwaiter().GetResult().OrderBy(o => o.Key)
                .SequenceEqual(Outcomes(seed, shuffled).GetAwaiter().GetResult().OrderBy(o => o.Key));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task AnotherSeed_GivesOtherOutcomes()
    {
        long[] ids = [.. Enumerable.Range(1, 100)];

        Assert.NotEqual((await Outcomes(1, ids)).Values, (await Outcomes(2, ids)).Values);
    }

    [Fact]
    public async Task SameDeliveryAgain_HasTheSameFate()
    {
        await using var bench = new SimulatorBench(o => (o.Latency, o.RejectRate) = (TimeSpan.Zero, 0.5));

        for (var id = 1; id <= 100; id++) Assert.Equal(await bench.Submit(id), await bench.Submit(id));
    }
}
