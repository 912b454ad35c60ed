using Hark.Testing;

namespace Hark.Engine.Tests;

/// <summary>Writes fail for a while and then do not: what was under way goes on by itself within seconds, and nobody is texted twice.</summary>
public sealed class StorageFaults
{
    /// <summary>Well below the minute after which a durable wake-up would come.</summary>
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(25);

    [Theory]
    [InlineData(Port.TakeOver, 1, 2)]
    [InlineData(Port.Claim, 2, 3)]
    [InlineData(Port.WriteOutcomes, 2, 5)]
    [InlineData(Port.SubscriberState, 30, 40)]
    [InlineData(Port.CampaignState, 3, 3)]
    [InlineData(Port.CloseCampaign, 1, 2)]
    public async Task CampaignWhoseWritesFail_GoesOnWhenTheyDoNot(Port port, int call, int calls)
    {
        await using var scene = await CrashScene.Of(150);
        var campaign = new CampaignId(await scene.Records.Ids.Next());
        scene.Process.FailAt(port, call, calls);
        Assert.True((await scene.Grains.Store(scene.Store).StartCampaign(campaign, new("Sale", "Come and see.", MessageKind.Marketing, null, null))).Ok);
        CampaignView? view = null;
        await Until(async () => (view = await scene.Grains.Campaign(campaign).View())!.EndedAt is not null);

        Assert.Equal(CampaignStatus.Completed, view!.Status);
        Assert.Equal(150, view.ByStatus[DeliveryStatus.Submitted]);
        Assert.Equal(150, scene.Carrier.Taken.Count);
        Assert.All(scene.Carrier.Taken, taken => Assert.Equal(1, taken.Value));
    }

    [Theory]
    [InlineData(Port.StoreState, 1, 2)]
    [InlineData(Port.ClaimQueued, 3, 3)]
    [InlineData(Port.Record, 2, 2)]
    [InlineData(Port.SubscriberState, 3, 3)]
    public async Task SingleTextsWhoseWritesFail_LeaveWhenTheyDoNot(Port port, int call, int calls)
    {
        await using var scene = await CrashScene.Of(10);
        scene.Process.FailAt(port, call, calls);
        for (var n = 1; n <= 10; n++)
            Assert.True((await scene.Grains.Store(scene.Store).Send(new(await scene.Records.Ids.Next()), new(SampleNumbers.Us(n), "Your car is ready.", MessageKind.Informational))).Ok);
        await Until(async () => (await scene.Records.Deliveries.List(scene.Store, new(Status: DeliveryStatus.Submitted), new(500))).Items.Count == 10);
        Assert.All(scene.Carrier.Taken, taken => Assert.Equal(1, taken.Value));
    }

    static async Task Until(Func<Task<bool>> condition)
    {
        using var end = new CancellationTokenSource(Soon);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await condition()) await pause.WaitForNextTickAsync(end.Token);
    }
}
