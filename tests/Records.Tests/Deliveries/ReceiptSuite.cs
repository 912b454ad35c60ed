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
    public async Task LateAnswer_UnknownBecomesSubmittedAndItsReceiptCounts()
    {
        await Submitting();
        await Unanswered();
        await Records.Ledger.Learn(_delivery, "ref-1");
        Assert.Equal(DeliveryStatus.Submitted, await Status());
        await Settle(DeliveryStatus.Delivered);
        Assert.Equal(DeliveryStatus.Delivered, await Status());
    }

    [Fact]
    public async Task LateAnswerAfterItsReceipt_IsSettledAtOnce()
    {
        await Submitting();
        await Unanswered();
        await Settle(DeliveryStatus.Undelivered);
        await Records.Ledger.Learn(_delivery, "ref-1");
        Assert.Equal(DeliveryStatus.Undelivered, await Status());
    }

    [Theory]
    [InlineData(DeliveryStatus.Submitted)]
    [InlineData(DeliveryStatus.Rejected)]
    public async Task LateAnswerToATextThatHasItsOutcome_ChangesNothing(DeliveryStatus outcome)
    {
        await Submitting();
        await Record(outcome);
        await Records.Ledger.Learn(_delivery, "ref-2");
        await Records.Ledger.Settle([new DeliveryReceipt("ref-2", DeliveryStatus.Delivered, null, Now)]);
        Assert.Equal(outcome, await Status());
    }

    [Fact]
    public async Task ReceiptOfATextWhoseAnswerWasLost_IsFoundByItsNumberAfterAMinute()
    {
        await Submitting();
        await Unanswered();
        await Records.Ledger.Settle([Lost("ref-7")]);
        Assert.Equal(DeliveryStatus.Unknown, await Status());

        Time.Advance(TimeSpan.FromSeconds(61));
        await Records.Ledger.Settle([]);
        Assert.Equal(DeliveryStatus.Delivered, await Status());
        Assert.Equal("ref-7", (await Records.Deliveries.Find(_delivery))!.CarrierReference);
    }

    [Fact]
    public async Task DoubledReceiptOfAnEarlierText_IsNotTakenForTheUnknownOne()
    {
        await Submitting();
        await Record(DeliveryStatus.Submitted);
        await Settle(DeliveryStatus.Delivered);
        await Records.Ledger.Queue(Queued(2));
        await Records.Ledger.ClaimQueued(AStore, 1, Priority.Single, 1, Now);
        await Records.Ledger.Record([new Outcome(new DeliveryId(2), Result(DeliveryStatus.Unknown))]);
        // The connection that broke made the one unknown and the other's receipt come again.
        await Records.Ledger.Settle([Lost("ref-1")]);
        Time.Advance(TimeSpan.FromSeconds(61));
        await Records.Ledger.Settle([]);
        Assert.Equal(DeliveryStatus.Unknown, (await Records.Deliveries.Find(new DeliveryId(2)))!.Status);
    }

    [Fact]
    public async Task TextOfTheSameStoreStillUnderWay_NoneIsGuessed()
    {
        await Submitting();
        await Unanswered();
        await Records.Ledger.Queue(Queued(2));
        await Records.Ledger.ClaimQueued(AStore, 1, Priority.Single, 1, Now);
        await Records.Ledger.Settle([Lost("ref-7")]);
        Time.Advance(TimeSpan.FromSeconds(61));
        await Records.Ledger.Settle([]);
        Assert.Equal(DeliveryStatus.Unknown, await Status());
    }

    [Fact]
    public async Task LateAnswerUnderAReferenceThatWasUsedBefore_IsNotSettledByTheOldReceipt()
    {
        await Records.Ledger.Settle([Lost("ref-1")]);
        Time.Advance(TimeSpan.FromHours(1));
        await Records.Ledger.Queue(Queued(_delivery.Value) with { QueuedAt = Now });
        await Records.Ledger.ClaimQueued(AStore, 1, Priority.Single, 1, Now);
        await Unanswered();
        await Records.Ledger.Learn(_delivery, "ref-1");
        Assert.Equal(DeliveryStatus.Submitted, await Status());
    }

    [Fact]
    public async Task TwoUnknownTextsToOneNumber_NoneIsGuessed()
    {
        await Submitting();
        await Unanswered();
        await Records.Ledger.Queue(Queued(2));
        await Records.Ledger.ClaimQueued(AStore, 1, Priority.Single, 1, Now);
        await Records.Ledger.Record([new Outcome(new DeliveryId(2), Result(DeliveryStatus.Unknown))]);
        await Records.Ledger.Settle([Lost("ref-7")]);
        Time.Advance(TimeSpan.FromSeconds(61));
        await Records.Ledger.Settle([]);
        Assert.Equal(DeliveryStatus.Unknown, await Status());
    }

    [Fact]
    public async Task TwoStrangeReceiptsOfOneNumber_NoneIsGuessed()
    {
        await Submitting();
        await Unanswered();
        await Records.Ledger.Settle([Lost("ref-7"), Lost("ref-8")]);
        Time.Advance(TimeSpan.FromSeconds(61));
        await Records.Ledger.Settle([]);
        Assert.Equal(DeliveryStatus.Unknown, await Status());
    }

    [Fact]
    public async Task ReceiptFromBeforeTheText_IsNotItsOwn()
    {
        await Records.Ledger.Settle([Lost("ref-7")]);
        Time.Advance(TimeSpan.FromSeconds(61));
        await Records.Ledger.Queue(Queued(_delivery.Value) with { QueuedAt = Now });
        await Records.Ledger.ClaimQueued(AStore, 1, Priority.Single, 1, Now);
        await Unanswered();
        await Records.Ledger.Settle([]);
        Assert.Equal(DeliveryStatus.Unknown, await Status());
    }

    Task Unanswered() => Records.Ledger.Record([new Outcome(_delivery, Result(DeliveryStatus.Unknown, Codes.OutcomeUnknown))]);

    DeliveryReceipt Lost(string reference) => new(reference, DeliveryStatus.Delivered, null, Now, Number(1));

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
