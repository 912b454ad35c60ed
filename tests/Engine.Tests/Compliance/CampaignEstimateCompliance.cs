namespace Hark.Engine.Tests;

/// <summary>What is told before and while a campaign runs is what happens (M3, M4, B3).</summary>
public abstract class CampaignEstimateCompliance : EngineCompliance
{
    /// <summary>1,600 characters with all that is added to a text already in it.</summary>
    static readonly string Longest = "Main Street Motors. Reply STOP to end. ".PadRight(1600, 'x');

    [Fact]
    public async Task HundredThousandAtThirty_TakesFiftyFiveMinutesAloneAndTwiceThatShared()
    {
        await Use(new() { Rate = 30 });
        var store = await NewStore();
        var draft = new CampaignDraft("Sale", "Come and see.", MessageKind.Marketing, null, null);
        await Seed(store, 1, 100_000);
        var alone = (await Host.Grains.Store(store).Estimate(draft)).Value!;

        Assert.Equal((100_000, 100_000), (alone.Recipients, alone.Parts));
        Near(TimeSpan.FromSeconds(100_000 / 30.0), alone.Duration);

        // Equally busy in parts, which is what counts: 11 for each of these.
        var other = await NewStore("FLOWERS");
        await OptIn(other, Enumerable.Range(1, 100_000 / 11));
        var running = await StartCampaign(other, text: Longest);
        await Eventually(() => Campaign(running), view => view.ByStatus.GetValueOrDefault(DeliveryStatus.Submitting) > 0);
        // What waits in other processes is known here within a second or two.
        var shared = await Eventually(async () => (await Host.Grains.Store(store).Estimate(draft)).Value!, e => e.Duration > 1.5 * alone.Duration);
        Near(2 * alone.Duration, shared.Duration);

        var view = await Campaign(running);
        Near(TimeSpan.FromSeconds(100_000 / 30.0), view.FinishesAt!.Value - TimeProvider.System.GetUtcNow());
        // So that the host need not wait for slots of long texts when it ends.
        await Host.Grains.Store(other).CancelCampaign(running);
        await WhenEnded(running);
    }

    [Fact]
    public async Task LongestText_CountsElevenPartsAtThePool()
    {
        await Use(new() { Rate = 66 });
        var store = await NewStore();
        await OptIn(store, Enumerable.Range(1, 12));
        var campaign = await StartCampaign(store, text: Longest);
        var view = await WhenEnded(campaign);

        Assert.Equal(1600, view.Text.Body.Length);
        Assert.Equal(11, view.Text.Parts);
        Assert.Equal(10, view.Text.Measure.PartsPer160);
        var carrier = Host.Carrier.Statistics();
        Assert.Equal(12 * 11, carrier.Parts);
        // A text leaves whole at its first slot, so a second may end inside one text.
        Assert.InRange(carrier.PeakPartsPerSecond, 11, 66 + 11);
        Assert.True(view.EndedAt - view.StartedAt > TimeSpan.FromSeconds((12 - 1) * 11 / 66.0 * 0.98), $"{view.EndedAt - view.StartedAt}");
    }

    [Fact]
    public async Task FewRecipientsAndLongText_AreAdvised()
    {
        var store = await NewStore();
        await OptIn(store, 1, 2);
        var estimate = (await Host.Grains.Store(store).Estimate(new("Sale", Longest, MessageKind.Marketing, null, null))).Value!;
        Assert.Equal((22, 20), (estimate.Parts, estimate.PartsPer160));
        Assert.Equal((0.22m, 0.20m), (estimate.CostCarrier, estimate.CostPer160));
        Assert.Contains(estimate.Advice, sentence => sentence.Contains("single messages", StringComparison.Ordinal));
        Assert.Contains(estimate.Advice, sentence => sentence.Contains("11 parts", StringComparison.Ordinal));
    }

    static void Near(TimeSpan wanted, TimeSpan told) => Assert.InRange(told.TotalSeconds, wanted.TotalSeconds * 0.99, wanted.TotalSeconds * 1.01);

    /// <summary>Rows of the log and the roster alone: 100,000 Subscribers are not what the estimate reads.</summary>
    async Task Seed(StoreId store, int first, int count)
    {
        foreach (var chunk in Enumerable.Range(first, count).Chunk(5_000))
            await Task.WhenAll(chunk.Select(n => Host.ConsentLog.Append(new(store, Number(n), ConsentStatus.OptedIn, ConsentMethod.Import, Proof, null, PersonName.Unknown, "test", Proof.At))));
    }
}
