using Hark.Grains;
using static Hark.Records.Tests.Samples;

namespace Hark.Records.Tests;

public abstract class CampaignLedgerSuite<TBackend> : RecordsSuite<TBackend> where TBackend : IBackend, new()
{
    readonly CampaignId _campaign = Plan().Id;

    Task<CampaignClaim> Advance(long epoch, int claim, params Outcome[] outcomes) =>
        Records.Ledger.Advance(new CampaignStep(_campaign, epoch, outcomes, claim, Now));

    static IEnumerable<PhoneNumber> Numbers(CampaignClaim claim) => claim.Texts.Select(t => t.To);

    [Fact]
    public async Task Audience_IsClaimedInTheOrderOfNumbers()
    {
        await Records.OptIn(5, 1, 4, 2, 3);
        Assert.Equal(5, await Records.Ledger.OpenCampaign(Plan(), Now));
        var epoch = await Records.Ledger.TakeOver(_campaign);

        var first = await Advance(epoch, 3);
        Assert.Equal([Number(1), Number(2), Number(3)], Numbers(first));
        var second = await Advance(epoch, 3);
        Assert.Equal([Number(4), Number(5)], Numbers(second));
        Assert.Equal(5, first.Texts.Concat(second.Texts).Select(t => t.Delivery).Distinct().Count());
    }

    [Fact]
    public async Task ChangedSinceTheStart_AudienceIsThatOfTheStart()
    {
        await Records.OptIn(1, 2, 3, 4);
        await Append(4, ConsentStatus.OptedOut);
        await Records.Ledger.OpenCampaign(Plan(), Now);
        var epoch = await Records.Ledger.TakeOver(_campaign);

        await Append(2, ConsentStatus.OptedOut);
        await Append(3, ConsentStatus.OptedOut);
        await Append(3, ConsentStatus.OptedIn);
        await Append(4, ConsentStatus.OptedIn);
        await Append(5, ConsentStatus.OptedIn);

        Assert.Equal([Number(1), Number(2), Number(3)], Numbers(await Advance(epoch, 10)));
    }

    [Fact]
    public async Task OpenedTwice_SameAudience()
    {
        await Records.OptIn(1, 2);
        await Records.Ledger.OpenCampaign(Plan(), Now);
        await Records.OptIn(3);
        Assert.Equal(2, await Records.Ledger.OpenCampaign(Plan(), Now));
    }

    [Fact]
    public async Task NameTaken_IsToldByNull()
    {
        await Records.Ledger.OpenCampaign(Plan(900), Now);
        Assert.Null(await Records.Ledger.OpenCampaign(Plan(901), Now));
    }

    [Fact]
    public async Task TakenOver_OlderEpochIsFenced()
    {
        await Records.OptIn(1, 2);
        await Records.Ledger.OpenCampaign(Plan(), Now);
        var older = await Records.Ledger.TakeOver(_campaign);
        var claimed = await Advance(older, 1);
        await Records.Ledger.TakeOver(_campaign);

        await Assert.ThrowsAsync<FencedException>(() => Advance(older, 1, new Outcome(claimed.Texts[0].Delivery, Result(DeliveryStatus.Submitted, reference: "a"))));
        await Assert.ThrowsAsync<FencedException>(() => Records.Ledger.CloseCampaign(_campaign, older, CampaignStatus.Cancelled, DeliveryStatus.Cancelled, Now));
        Assert.Equal(DeliveryStatus.Submitting, (await Records.Deliveries.Find(claimed.Texts[0].Delivery))!.Status);
    }

    [Fact]
    public async Task TakenOver_RowsInFlightComeFirstThenDeferredThenNew()
    {
        await Records.OptIn(1, 2, 3);
        await Records.Ledger.OpenCampaign(Plan(), Now);
        var older = await Records.Ledger.TakeOver(_campaign);
        var claimed = (await Advance(older, 2)).Texts;
        await Advance(older, 0, new Outcome(claimed[0].Delivery, Result(DeliveryStatus.Deferred, Codes.QuietHours, Now.AddMinutes(1))));
        Time.Advance(TimeSpan.FromMinutes(1));

        var newer = await Records.Ledger.TakeOver(_campaign);
        var claim = await Advance(newer, 10);
        Assert.Equal([claimed[1], claimed[0]], claim.Texts.Take(2));
        Assert.Equal([Number(2), Number(1), Number(3)], Numbers(claim));
        Assert.Empty((await Advance(newer, 10)).Texts);
    }

    [Fact]
    public async Task Deferred_TellsWhenTheNextIsDue()
    {
        await Records.OptIn(1, 2);
        await Records.Ledger.OpenCampaign(Plan(), Now);
        var epoch = await Records.Ledger.TakeOver(_campaign);
        var claimed = (await Advance(epoch, 2)).Texts;
        var claim = await Advance(epoch, 10,
            new Outcome(claimed[0].Delivery, Result(DeliveryStatus.Deferred, Codes.QuietHours, Now.AddHours(2))),
            new Outcome(claimed[1].Delivery, Result(DeliveryStatus.Deferred, Codes.QuietHours, Now.AddHours(1))));

        Assert.Equal((0, Now.AddHours(1)), (claim.Texts.Count, claim.NextDeferred));
    }

    [Fact]
    public async Task LeftOnly_ClaimsWhatAnOlderEpochLeftAndNothingElse()
    {
        await Records.OptIn(1, 2, 3);
        await Records.Ledger.OpenCampaign(Plan(), Now);
        var left = (await Advance(await Records.Ledger.TakeOver(_campaign), 2)).Texts;
        var epoch = await Records.Ledger.TakeOver(_campaign);

        var claim = await Records.Ledger.Advance(new CampaignStep(_campaign, epoch, [], 10, Now, LeftOnly: true));
        Assert.Equal(left, claim.Texts);
        Assert.Empty((await Records.Ledger.Advance(new CampaignStep(_campaign, epoch, [], 10, Now, LeftOnly: true))).Texts);
    }

    [Fact]
    public async Task FrozenAnew_TheAudienceIsThatOfTheStart()
    {
        await Records.OptIn(1, 2);
        Assert.Equal(2, await Records.Ledger.OpenCampaign(Plan(), Now));
        await Records.OptIn(3);
        Assert.Equal(3, await Records.Ledger.FreezeAudience(_campaign, Now));
        Assert.Equal(3, (await Advance(await Records.Ledger.TakeOver(_campaign), 10)).Texts.Count);
    }

    [Fact]
    public async Task FrozenAnewAfterAClaim_TheAudienceStays()
    {
        await Records.OptIn(1, 2);
        await Records.Ledger.OpenCampaign(Plan(), Now);
        var epoch = await Records.Ledger.TakeOver(_campaign);
        await Advance(epoch, 1);
        await Records.OptIn(3);

        Assert.Equal(2, await Records.Ledger.FreezeAudience(_campaign, Now));
        Assert.Equal([Number(2)], Numbers(await Advance(epoch, 10)));
        Assert.Equal(2, (await Records.Ledger.Count(_campaign)).Audience);
    }

    [Fact]
    public async Task MarkedAfterItsEnd_StaysAsItEnded()
    {
        await Records.OptIn(1);
        await Records.Ledger.OpenCampaign(Plan(), Now);
        await Records.Ledger.CloseCampaign(_campaign, await Records.Ledger.TakeOver(_campaign), CampaignStatus.Cancelled, DeliveryStatus.Cancelled, Now);
        await Records.Ledger.MarkCampaign(_campaign, CampaignStatus.Running, Now);

        Assert.Equal(CampaignStatus.Cancelled, (await Records.Campaigns.List(AStore, new PageRequest())).Items[0].Status);
    }

    [Fact]
    public async Task Restarted_GoesOnBehindTheLastNumber()
    {
        await Records.OptIn(1, 2, 3);
        await Records.Ledger.OpenCampaign(Plan(), Now);
        var first = await Advance(await Records.Ledger.TakeOver(_campaign), 2);
        await Restart();
        var second = await Advance(await Records.Ledger.TakeOver(_campaign), 10);

        Assert.Equal([.. Numbers(first), Number(3)], Numbers(second));
        Assert.Equal(first.Texts, second.Texts.Take(2));
    }

    [Fact]
    public async Task Closed_ClaimsNothingAndLateDeferralsCountAsTheRemainder()
    {
        await Records.OptIn(1, 2, 3);
        await Records.Ledger.OpenCampaign(Plan(), Now);
        var epoch = await Records.Ledger.TakeOver(_campaign);
        var claimed = (await Advance(epoch, 2)).Texts;
        await Advance(epoch, 0, new Outcome(claimed[0].Delivery, Result(DeliveryStatus.Deferred, Codes.QuietHours, Now)));
        await Records.Ledger.CloseCampaign(_campaign, epoch, CampaignStatus.Cancelled, DeliveryStatus.Cancelled, Now);

        var claim = await Advance(epoch, 10, new Outcome(claimed[1].Delivery, Result(DeliveryStatus.Deferred, Codes.QuietHours, Now)));
        Assert.Empty(claim.Texts);
        var counts = await Records.Ledger.Count(_campaign);
        Assert.Equal(new Dictionary<DeliveryStatus, long> { [DeliveryStatus.Cancelled] = 3 }, counts.ByStatus);
        Assert.Empty(counts.ByCode);
        Assert.Equal(CampaignStatus.Cancelled, (await Records.Campaigns.List(AStore, new PageRequest())).Items[0].Status);
    }

    Task<ConsentId> Append(int number, ConsentStatus status) => Records.ConsentLog.Append(Consent(Number(number), status));
}
