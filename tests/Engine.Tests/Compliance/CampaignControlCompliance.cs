using Hark.Testing;

namespace Hark.Engine.Tests;

/// <summary>Pause, resume, cancel, schedule, expire: on a clock that the test moves, so that what must not happen has all the time to happen.</summary>
public abstract class CampaignControlCompliance : EngineCompliance
{
    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    readonly ManualTime _time = new();

    protected override HostSettings Settings => new() { Rate = 100, Time = _time };

    IStore Store { get; set; } = null!;
    StoreId StoreId { get; set; }

    [Fact]
    public async Task Paused_NothingLeavesUntilResumed_ThenTheRestDoes()
    {
        await StoreWith(300);
        var campaign = await Begun();
        Assert.True((await Store.PauseCampaign(campaign)).Ok);
        var paused = await Passing(_time, Step, () => Campaign(campaign), v => !v.ByStatus.ContainsKey(DeliveryStatus.Submitting));
        var left = Host.Carrier.Statistics().Texts;
        await Pass(_time, TimeSpan.FromMinutes(10));
        var later = await Campaign(campaign);

        Assert.Equal(left, Host.Carrier.Statistics().Texts);
        Assert.Equal(CampaignStatus.Paused, later.Status);
        Assert.Equal(paused.ByStatus[DeliveryStatus.Queued], later.ByStatus[DeliveryStatus.Queued]);
        Assert.Equal(300, later.ByStatus.Values.Sum());
        Assert.Null(later.FinishesAt);
        Assert.Equal(Codes.CampaignNotRunning, (await Store.PauseCampaign(campaign)).Refusal!.Code);

        Assert.True((await Store.ResumeCampaign(campaign)).Ok);
        Assert.Equal(Codes.CampaignNotPaused, (await Store.ResumeCampaign(campaign)).Refusal!.Code);
        var view = await Ended(campaign);
        AssertAccounted(view);
        Assert.All(Enumerable.Range(1, 300), n => Assert.Equal(1, Texts(n)));
    }

    [Fact]
    public async Task PausedWhileTheCarrierIsSlow_WhoLooksOrCancelsDoesNotWaitForIt()
    {
        await Use(Settings with { Simulator = new() { Latency = TimeSpan.FromMinutes(40), Timeout = TimeSpan.FromMinutes(50) } });
        await StoreWith(100);
        var campaign = await StartCampaign(StoreId);
        await Passing(_time, Step, () => Task.FromResult(Host.Carrier.Statistics().Texts), texts => texts > 0);
        try
        {
            Assert.True((await Store.PauseCampaign(campaign).WaitAsync(Patience / 2)).Ok);
            using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
            for (var looks = 0; looks < 40; looks++)
            {
                Assert.True((await Campaign(campaign).WaitAsync(Patience / 2)).ByStatus[DeliveryStatus.Submitting] > 0);
                await often.WaitForNextTickAsync();
            }
            Assert.True((await Store.CancelCampaign(campaign).WaitAsync(Patience / 2)).Ok);
            Assert.True((await Campaign(campaign).WaitAsync(Patience / 2)).ByStatus[DeliveryStatus.Submitting] > 0);
        }
        finally
        {
            await Pass(_time, TimeSpan.FromHours(1));
        }
        AssertAccounted(await Ended(campaign));
    }

    [Fact]
    public async Task PausedOverARestart_StaysPaused()
    {
        await StoreWith(200);
        var campaign = await Begun();
        await Store.PauseCampaign(campaign);
        await Passing(_time, Step, () => Campaign(campaign), v => !v.ByStatus.ContainsKey(DeliveryStatus.Submitting));
        var before = Enumerable.Range(1, 200).ToDictionary(n => n, Texts);
        await Restart();
        await Pass(_time, TimeSpan.FromMinutes(3));
        Assert.Equal(0, Host.Carrier.Statistics().Texts);

        await Host.Grains.Store(StoreId).ResumeCampaign(campaign);
        AssertAccounted(await Ended(campaign));
        Assert.All(before, earlier => Assert.Equal(1, earlier.Value + Texts(earlier.Key)));
    }

    [Fact]
    public async Task StoppedAndStartedWhileRunning_GoesOnWhereItWas()
    {
        await StoreWith(200);
        var campaign = await Begun();
        var old = Host.Carrier;
        await Restart();
        var before = Enumerable.Range(1, 200).ToDictionary(n => n, n => old.MessagesTo(Number(n)).Count);
        var view = await Ended(campaign);

        AssertAccounted(view);
        Assert.False(view.ByStatus.ContainsKey(DeliveryStatus.Unknown));
        Assert.All(before, earlier => Assert.Equal(1, earlier.Value + Texts(earlier.Key)));
    }

    [Fact]
    public async Task Cancelled_TheRestIsCountedSoAndNothingMoreLeaves()
    {
        await StoreWith(300);
        var campaign = await Begun();
        Assert.True((await Store.CancelCampaign(campaign)).Ok);
        var view = await Ended(campaign);
        await Pass(_time, TimeSpan.FromMinutes(10));

        AssertAccounted(view);
        Assert.Equal(CampaignStatus.Cancelled, view.Status);
        Assert.Equal(300 - Host.Carrier.Statistics().Texts, view.ByStatus[DeliveryStatus.Cancelled]);
        Assert.Equal(Codes.CampaignEnded, (await Store.CancelCampaign(campaign)).Refusal!.Code);
        Assert.Equal(Codes.CampaignEnded, (await Store.PauseCampaign(campaign)).Refusal!.Code);
        Assert.Equal(Codes.CampaignEnded, (await Store.ResumeCampaign(campaign)).Refusal!.Code);
        Assert.Equal(CampaignStatus.Cancelled, Assert.Single((await Host.Campaigns.List(StoreId, new())).Items).Status);
    }

    [Fact]
    public async Task CancelledWhilePaused_Ends()
    {
        await StoreWith(100);
        var campaign = await Begun();
        await Store.PauseCampaign(campaign);
        await Store.CancelCampaign(campaign);
        var view = await Ended(campaign);
        AssertAccounted(view);
        Assert.True(view.ByStatus[DeliveryStatus.Cancelled] > 0);
    }

    [Fact]
    public async Task Scheduled_StartsAtItsTimeWithThoseWhoAreInThen()
    {
        await StoreWith(30);
        var campaign = await StartAt(_time.GetUtcNow() + TimeSpan.FromHours(2));
        await Pass(_time, TimeSpan.FromMinutes(119));
        Assert.Equal(CampaignStatus.Scheduled, (await Campaign(campaign)).Status);
        Assert.Equal(0, Host.Carrier.Statistics().Texts);

        await Restart();
        await OptIn(StoreId, 31, 32);
        await Host.Grains.Subscriber(Number(1)).OptOut(new(StoreId, ConsentMethod.Api, "test", "test"));
        await Pass(_time, TimeSpan.FromSeconds(59));
        Assert.Equal(0, Host.Carrier.Statistics().Texts);
        var view = await Ended(campaign);

        Assert.Equal(31, view.Audience);
        Assert.Equal(31, Left(view));
        Assert.Equal((0, 1, 1), (Texts(1), Texts(2), Texts(31)));
    }

    [Fact]
    public async Task ScheduledThenCancelled_NeverStarts()
    {
        await StoreWith(30);
        var campaign = await StartAt(_time.GetUtcNow() + TimeSpan.FromHours(2));
        await Store.CancelCampaign(campaign);
        var view = await Ended(campaign);
        await Pass(_time, TimeSpan.FromHours(3));

        Assert.Equal(30, view.ByStatus[DeliveryStatus.Cancelled]);
        Assert.Equal(0, Host.Carrier.Statistics().Texts);
    }

    [Fact]
    public async Task ScheduledAndPaused_StartsWhenResumedLater()
    {
        await StoreWith(30);
        var campaign = await StartAt(_time.GetUtcNow() + TimeSpan.FromHours(1));
        await Store.PauseCampaign(campaign);
        await Pass(_time, TimeSpan.FromHours(2));
        Assert.Equal(0, Host.Carrier.Statistics().Texts);

        await OptIn(StoreId, 31);
        await Store.ResumeCampaign(campaign);
        Assert.Equal(31, Left(await Ended(campaign)));
    }

    [Fact]
    public async Task NotAfterReached_TheRestExpires()
    {
        await StoreWith(300);
        var end = _time.GetUtcNow() + TimeSpan.FromSeconds(1);
        var campaign = new CampaignId(await Host.Ids.Next());
        Assert.True((await Store.StartCampaign(campaign, Draft() with { NotAfter = end })).Ok);
        var view = await Ended(campaign);

        AssertAccounted(view);
        Assert.Equal(CampaignStatus.Expired, view.Status);
        Assert.True(Left(view) > 0);
        Assert.Equal(300 - Host.Carrier.Statistics().Texts, view.ByStatus[DeliveryStatus.Expired]);
        Assert.All(Enumerable.Range(1, 300), n => Assert.All(Host.Carrier.MessagesTo(Number(n)), m => Assert.True(m.At <= end + TimeSpan.FromMilliseconds(300), $"{m.At - end} late")));
    }

    [Fact]
    public async Task NotAfterReachedWhilePaused_Expires()
    {
        await StoreWith(100);
        var campaign = new CampaignId(await Host.Ids.Next());
        await Store.StartCampaign(campaign, Draft() with { NotAfter = _time.GetUtcNow() + TimeSpan.FromMinutes(5) });
        await Store.PauseCampaign(campaign);
        await Pass(_time, TimeSpan.FromMinutes(7));
        var view = await Ended(campaign);
        Assert.Equal(CampaignStatus.Expired, view.Status);
        AssertAccounted(view);
    }

    [Fact]
    public async Task StartsThatCannotBe_AreRefused()
    {
        await StoreWith(0);
        Assert.Equal(Codes.CampaignEmpty, (await Start(Draft())).Refusal!.Code);
        await OptIn(StoreId, 1);
        var now = _time.GetUtcNow();
        Assert.Equal(Codes.NotAfterInPast, (await Start(Draft() with { NotAfter = now })).Refusal!.Code);
        Assert.Equal(Codes.NotAfterBeforeStart, (await Start(Draft() with { StartAt = now + Step, NotAfter = now + Step })).Refusal!.Code);
        Assert.Equal(Codes.CampaignNameInvalid, (await Start(Draft() with { Name = " " })).Refusal!.Code);
        Assert.Equal(Codes.TextTooLong, (await Start(Draft() with { Text = new string('x', 1600) })).Refusal!.Code);
        Assert.True((await Start(Draft())).Ok);
        Assert.Equal(Codes.CampaignNameTaken, (await Start(Draft())).Refusal!.Code);
        Assert.Equal(Codes.CampaignUnknown, (await Store.PauseCampaign(new(999_999))).Refusal!.Code);

        var other = await NewStore("FLOWERS");
        await OptIn(other, 1);
        Assert.True((await Host.Grains.Store(other).StartCampaign(new(await Host.Ids.Next()), Draft())).Ok);
    }

    [Fact]
    public async Task WallClockSetBackAnHour_DoesNotStopIt()
    {
        await StoreWith(200);
        var campaign = await Begun();
        var began = _time.GetTimestamp();
        _time.StepWallClock(TimeSpan.FromHours(-1));
        AssertAccounted(await Ended(campaign));
        Assert.True(_time.GetElapsedTime(began) < TimeSpan.FromSeconds(10));
    }

    async Task StoreWith(int people)
    {
        StoreId = await NewStore();
        Store = Host.Grains.Store(StoreId);
        await OptIn(StoreId, Enumerable.Range(1, people));
    }

    async Task<CampaignId> StartAt(DateTimeOffset at)
    {
        var started = await Start(Draft() with { StartAt = at });
        Assert.Equal(CampaignStatus.Scheduled, started.Value!.Status);
        return started.Value.Id;
    }

    /// <summary>A campaign of which some texts have left.</summary>
    async Task<CampaignId> Begun()
    {
        var campaign = (await Start(Draft())).Value!.Id;
        await Passing(_time, Step, () => Campaign(campaign), view => Left(view) >= 20);
        return campaign;
    }

    async Task<Result<CampaignView>> Start(CampaignDraft draft) => await Store.StartCampaign(new(await Host.Ids.Next()), draft);

    Task<CampaignView> Ended(CampaignId campaign) => Passing(_time, Step, () => Campaign(campaign), view => view.EndedAt is not null);

    static CampaignDraft Draft() => new("Spring sale", "Come and see the new models.", MessageKind.Marketing, null, null);
}
