using Hark.Grains;
using Hark.Testing;
using static Hark.Records.Tests.Samples;

namespace Hark.Records.Tests;

public abstract class DeliveryReadingSuite<TBackend> : RecordsSuite<TBackend> where TBackend : IBackend, new()
{
    [Fact]
    public async Task Row_TellsTheWholeDecision()
    {
        var text = Queued(1, Priority.Compliance, new AutoReply(AutoReplyKind.Help, Owed: true, Prompted: true));
        await Records.Ledger.Queue(text);
        await Records.Ledger.ClaimQueued(AStore, 1, Priority.Compliance, 1, Now);
        var result = Result(DeliveryStatus.Deferred, Codes.QuietHours, Now.AddHours(1));
        Time.Advance(TimeSpan.FromSeconds(2));
        await Records.Ledger.Record([new Outcome(text.Id, result)]);

        Assert.Equal(
            new DeliveryRow(text.Id, AStore, null, text.To, text.Text.Body, text.Text.Kind, Priority.Compliance, AutoReplyKind.Help,
                DeliveryStatus.Deferred, Codes.QuietHours, 1, result.Until, null, result.Decision, At, At.AddSeconds(2)),
            await Records.Deliveries.Find(text.Id));
    }

    [Fact]
    public async Task Rows_TellTheirPicture()
    {
        var picture = await Records.Pictures.Keep(new(PictureType.Png, 1, 1, SamplePictures.Png));
        await Records.OptIn(1, 2);
        var plan = Plan() with { Text = Text() with { Picture = picture } };
        await Records.Ledger.OpenCampaign(plan, Now);
        var claim = await Records.Ledger.Advance(new CampaignStep(plan.Id, await Records.Ledger.TakeOver(plan.Id), [], 2, Now));
        await Records.Ledger.Queue(Queued(1));

        Assert.Equal(picture, (await Records.Deliveries.Find(claim.Texts[0].Delivery))?.Picture);
        foreach (var filter in new[] { new DeliveryFilter(plan.Id), new DeliveryFilter(plan.Id, Number(1)), new DeliveryFilter(Status: DeliveryStatus.Submitting) })
            Assert.All((await Records.Deliveries.List(AStore, filter, new PageRequest())).Items, row => Assert.Equal(picture, row.Picture));
        Assert.Null((await Records.Deliveries.Find(new(1)))!.Picture);
    }

    [Fact]
    public async Task UnknownDelivery_IsNull() => Assert.Null(await Records.Deliveries.Find(new DeliveryId(77)));

    [Fact]
    public async Task Filters_NarrowTheList()
    {
        await Records.OptIn(1, 2, 3);
        await Records.Ledger.OpenCampaign(Plan(), Now);
        var epoch = await Records.Ledger.TakeOver(Plan().Id);
        var claim = await Records.Ledger.Advance(new CampaignStep(Plan().Id, epoch, [], 3, Now));
        await Records.Ledger.Record([new Outcome(claim.Texts[1].Delivery, Result(DeliveryStatus.Refused, Codes.OptedOut))]);
        await Records.Ledger.Queue(Queued(1));

        Assert.Equal(4, await Count(new DeliveryFilter()));
        Assert.Equal(3, await Count(new DeliveryFilter(Campaign: Plan().Id)));
        Assert.Equal(2, await Count(new DeliveryFilter(Number: Number(1))));
        Assert.Equal(1, await Count(new DeliveryFilter(Plan().Id, Number(1))));
        Assert.Equal(1, await Count(new DeliveryFilter(Status: DeliveryStatus.Refused)));
        Assert.Equal(0, await Count(new DeliveryFilter(Plan().Id, Number(1), DeliveryStatus.Refused)));
        Assert.Empty((await Records.Deliveries.List(OtherStore, new DeliveryFilter(Plan().Id), new PageRequest())).Items);
    }

    [Fact]
    public async Task Pages_CoverAllNewestFirst()
    {
        for (var id = 1; id <= 5; id++) await Records.Ledger.Queue(Queued(id));
        var seen = new List<long>();
        string? cursor = null;
        do
        {
            var page = await Records.Deliveries.List(AStore, new DeliveryFilter(), new PageRequest(2, cursor));
            seen.AddRange(page.Items.Select(r => r.Id.Value));
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal([5L, 4, 3, 2, 1], seen);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("!!!")]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAA")]
    public async Task ForeignCursor_IsRefused(string cursor) =>
        await Assert.ThrowsAsync<CursorException>(() => Records.Deliveries.List(AStore, new DeliveryFilter(), new PageRequest(2, cursor)));

    [Fact]
    public async Task CursorOfAnotherList_IsRefused()
    {
        await Records.OptIn(1, 2);
        var cursor = (await Records.Consent.Roster(AStore, null, new PageRequest(1))).Next;
        await Assert.ThrowsAsync<CursorException>(() => Records.Deliveries.List(AStore, new DeliveryFilter(), new PageRequest(2, cursor)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task PageOutOfRange_IsRefused(int limit) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Records.Deliveries.List(AStore, new DeliveryFilter(), new PageRequest(limit)));

    [Fact]
    public async Task Campaigns_AreListedNewestFirst()
    {
        await Records.Ledger.OpenCampaign(Plan(900, "a"), Now);
        await Records.Ledger.OpenCampaign(Plan(901, "b") with { StartAt = Now.AddDays(1) }, Now);
        await Records.Ledger.MarkCampaign(new CampaignId(900), CampaignStatus.Paused, Now);

        var rows = (await Records.Campaigns.List(AStore, new PageRequest())).Items;
        Assert.Equal([(901L, CampaignStatus.Scheduled), (900L, CampaignStatus.Paused)], rows.Select(r => (r.Id.Value, r.Status)));
        Assert.Equal(AStore, await Records.Campaigns.StoreOf(new CampaignId(900)));
        Assert.Null(await Records.Campaigns.StoreOf(new CampaignId(1)));
    }

    async Task<int> Count(DeliveryFilter filter) => (await Records.Deliveries.List(AStore, filter, new PageRequest())).Items.Count;
}
