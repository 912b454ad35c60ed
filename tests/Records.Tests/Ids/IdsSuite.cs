using Hark.Grains;
using static Hark.Records.Tests.Samples;

namespace Hark.Records.Tests;

public abstract class IdsSuite<TBackend> : RecordsSuite<TBackend> where TBackend : IBackend, new()
{
    [Fact]
    public async Task AskedByMany_EachIsGivenOnce()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => Task.Run(async () => await Records.Ids.Next())));
        Assert.Equal(1_000, ids.Distinct().Count());
    }

    [Fact]
    public async Task FirstToAskNeverRunsOn_OthersAreAnswered()
    {
        _ = StuckTurn.Begin(() => Records.Ids.Next().AsTask());
        Assert.True(await Records.Ids.Next().AsTask().WaitAsync(TimeSpan.FromSeconds(20)) > 0);
    }

    [Fact]
    public async Task Restarted_IdsGoOnRising()
    {
        var before = await Records.Ids.Next();
        await Restart();
        Assert.True(await Records.Ids.Next() > before);
    }

    [Fact]
    public async Task IdsOfClaimedRows_AreGivenToNobodyElse()
    {
        await Records.OptIn(Enumerable.Range(1, 150));
        await Records.Ledger.OpenCampaign(Plan(await Records.Ids.Next()), Now);
        var campaign = (await Records.Campaigns.List(AStore, new PageRequest())).Items[0].Id;
        var epoch = await Records.Ledger.TakeOver(campaign);
        var claimed = (await Records.Ledger.Advance(new CampaignStep(campaign, epoch, [], 150, Now))).Texts.Select(t => t.Delivery.Value).ToHashSet();
        Assert.Equal(150, claimed.Count);
        for (var n = 0; n < 250; n++) Assert.DoesNotContain(await Records.Ids.Next(), claimed);
    }
}
