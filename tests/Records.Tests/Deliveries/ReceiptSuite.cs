using Hark.Grains;
using static Hark.Records.Tests.Samples;

namespace Hark.Records.Tests;

public abstract class ReceiptSuite<TBackend> : RecordsSuite<TBackend> where TBackend : IBackend, new()
{
    readonly DeliveryId _delivery = new(1);

    async Task<DeliveryStatus> Status() => (await Records.Deliveries.Find(_delivery))!.Status;

    async Task Submitting()
    {
        await Records.Ledger.Queue(Queued(_delivery.Value));
        await Records.Ledger.ClaimQueued(AStore, 1, Priority.Single, 1, Now);
    }

    Task Record(DeliveryStatus status) => Records.Ledger.Record([new Outcome(_delivery, Result(status, reference: "ref-1"))]);
    Task Settle(DeliveryStatus status) => Records.Ledger.Settle([new DeliveryReceipt("ref-1", status, "000", Now)]);

    [Theory]
    [InlineData(DeliveryStatus.Submitted, DeliveryStatus.Delivered)]
    [InlineData(DeliveryStatus.Submitted, DeliveryStatus.Undelivered)]
    [InlineData(DeliveryStatus.Unknown, DeliveryStatus.Delivered)]
    public async Task Receipt_SettlesItsRow(DeliveryStatus outcome, DeliveryStatus receipt)
    {
        await Submitting();
        await Record(outcome);
        await Settle(receipt);
        Assert.Equal(receipt, await Status());
    }

    [Fact]
    public async Task ReceiptBeforeTheOutcome_IsAppliedWithIt()
    {
        await Submitting();
        await Settle(DeliveryStatus.Delivered);
        Assert.Equal(DeliveryStatus.Submitting, await Status());
        await Record(DeliveryStatus.Submitted);
        Assert.Equal(DeliveryStatus.Delivered, await Status());
    }

    [Fact]
    public async Task ReceiptParkedTooLong_IsForgotten()
    {
        await Submitting();
        await Settle(DeliveryStatus.Delivered);
        Time.Advance(TimeSpan.FromDays(4));
        await Records.Ledger.Settle([]);
        await Record(DeliveryStatus.Submitted);
        Assert.Equal(DeliveryStatus.Submitted, await Status());
    }

    [Fact]
    public async Task LaterReceipt_DoesNotMoveDeliveredBack()
    {
        await Submitting();
        await Record(DeliveryStatus.Submitted);
        await Settle(DeliveryStatus.Delivered);
        await Settle(DeliveryStatus.Delivered);
        await Settle(DeliveryStatus.Undelivered);
        Assert.Equal(DeliveryStatus.Delivered, await Status());
    }

    [Fact]
    public async Task DoubledReceipt_IsNotTakenForALaterTextOfTheSameReference()
    {
        await Submitting();
        await Record(DeliveryStatus.Submitted);
        await Settle(DeliveryStatus.Delivered);
        await Settle(DeliveryStatus.Delivered);
        Time.Advance(TimeSpan.FromHours(1));

        await Records.Ledger.Queue(Queued(2) with { QueuedAt = Now });
        await Records.Ledger.ClaimQueued(AStore, 1, Priority.Single, 1, Now);
        await Records.Ledger.Record([new Outcome(new DeliveryId(2), Result(DeliveryStatus.Submitted, reference: "ref-1"))]);
        Assert.Equal(DeliveryStatus.Submitted, (await Records.Deliveries.Find(new DeliveryId(2)))!.Status);
    }

    [Fact]
    public async Task ReceiptOfACampaign_MovesItsCounts()
    {
        await Records.OptIn(1);
        await Records.Ledger.OpenCampaign(Plan(), Now);
        var epoch = await Records.Ledger.TakeOver(Plan().Id);
        var claim = await Records.Ledger.Advance(new CampaignStep(Plan().Id, epoch, [], 1, Now));
        await Records.Ledger.Record([new Outcome(claim.Texts[0].Delivery, Result(DeliveryStatus.Submitted, reference: "ref-1"))]);
        await Settle(DeliveryStatus.Undelivered);

        var counts = await Records.Ledger.Count(Plan().Id);
        Assert.Equal(new Dictionary<DeliveryStatus, long> { [DeliveryStatus.Undelivered] = 1 }, counts.ByStatus);
        Assert.Equal(new Dictionary<string, long> { ["000"] = 1 }, counts.ByCode);
    }

    [Fact]
    public async Task ReceiptThatSettlesNothing_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Settle(DeliveryStatus.Submitted));
}
