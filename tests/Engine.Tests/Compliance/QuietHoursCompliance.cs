using Hark.Grains;
using Hark.Testing;

namespace Hark.Engine.Tests;

/// <summary>Texts wait for the permitted hours on every path, and the hour is looked at again at the hand-over (P6). All numbers are in New York.</summary>
public abstract class QuietHoursCompliance : EngineCompliance
{
    static readonly DateTimeOffset Night = new(2026, 11, 18, 3, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Morning = new(2026, 11, 18, 13, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Evening = new(2026, 11, 19, 2, 0, 0, TimeSpan.Zero);

    readonly ManualTime _time = new(Night);

    protected override HostSettings Settings => new() { Time = _time, QuietHours = QuietHoursPolicy.Enforce, Rate = 20 };

    [Fact]
    public async Task CampaignAtNight_WaitsForTheMorningAndTellsSo()
    {
        var store = await NewStore();
        await OptIn(store, Enumerable.Range(1, 30));
        var estimate = (await Host.Grains.Store(store).Estimate(new("Sale", "Come and see.", MessageKind.Marketing, null, null))).Value!;
        Assert.Equal(30, estimate.Held[Codes.QuietHours]);
        Assert.True(estimate.FinishesAt >= Morning);

        var campaign = await StartCampaign(store);
        var held = await Passing(_time, TimeSpan.FromMilliseconds(20), () => Campaign(campaign), view => view.ByStatus.GetValueOrDefault(DeliveryStatus.Deferred) == 30);
        Assert.Equal(30, held.ByCode[Codes.QuietHours]);
        Assert.True(held.FinishesAt >= Morning);
        await Pass(_time, Morning - _time.GetUtcNow() - TimeSpan.FromSeconds(2));
        Assert.Equal(0, Host.Carrier.Statistics().Texts);

        var view = await Ended(campaign);
        Assert.Equal(30, Left(view));
        Assert.All(Sent(30), at => Assert.InRange(at, Morning, Morning + TimeSpan.FromMinutes(2)));
        Assert.Empty(view.ByCode);
    }

    [Fact]
    public async Task CampaignThatMeetsTheEvening_DefersWhoseSlotComesTooLate()
    {
        var store = await NewStore();
        await OptIn(store, Enumerable.Range(1, 60));
        await Pass(_time, Evening - _time.GetUtcNow() - TimeSpan.FromSeconds(1));
        var campaign = await StartCampaign(store);
        var view = await Passing(_time, TimeSpan.FromMilliseconds(10), () => Campaign(campaign), v => Left(v) + v.ByStatus.GetValueOrDefault(DeliveryStatus.Deferred) == 60);

        Assert.True(Left(view) > 0 && view.ByStatus[DeliveryStatus.Deferred] > 0);
        Assert.All(Sent(60), at => Assert.True(at < Evening));
        await Pass(_time, Morning.AddDays(1) - _time.GetUtcNow() - TimeSpan.FromSeconds(2));
        Assert.Equal(Left(view), Host.Carrier.Statistics().Texts);
        var ended = await Ended(campaign);
        Assert.Equal(60, Left(ended));
        Assert.All(Enumerable.Range(1, 60), n => Assert.Equal(1, Texts(n)));
    }

    [Fact]
    public async Task SingleTextAtNight_IsAcceptedWithAdviceAndWaits()
    {
        var store = await NewStore();
        await OptIn(store, 1);
        var accepted = await Host.Grains.Store(store).Send(new(await Host.Ids.Next()), new(Number(1), "Your car is ready.", MessageKind.Informational));
        Assert.NotEmpty(accepted.Value!.Advice);
        await Pass(_time, Morning - Night - TimeSpan.FromMinutes(1));
        Assert.Equal(0, Texts(1));
        await Passing(_time, TimeSpan.FromSeconds(1), () => Task.FromResult(Texts(1)), texts => texts == 1);
        Assert.True(Host.Carrier.MessagesTo(Number(1))[0].At >= Morning);
    }

    [Fact]
    public async Task StopAtNight_IsAnsweredAtOnce()
    {
        var store = await NewStore();
        await OptIn(store, 1);
        await Host.Grains.Store(store).Receive(new("m1", Number(1), "x", "STOP", Night));
        await Passing(_time, TimeSpan.FromMilliseconds(20), () => Task.FromResult(Texts(1)), texts => texts == 1);
        Assert.True(Host.Carrier.MessagesTo(Number(1))[0].At < Night + TimeSpan.FromSeconds(30));
    }

    Task<CampaignView> Ended(CampaignId campaign) => Passing(_time, TimeSpan.FromMilliseconds(50), () => Campaign(campaign), view => view.EndedAt is not null);

    IEnumerable<DateTimeOffset> Sent(int people) => Enumerable.Range(1, people).SelectMany(n => Host.Carrier.MessagesTo(Number(n))).Select(m => m.At);
}
