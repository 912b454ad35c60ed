using Hark.Grains;
using Hark.Testing;
using static Hark.Records.Tests.Samples;

namespace Hark.Records.Tests;

public abstract class DeliveryQueueSuite<TBackend> : RecordsSuite<TBackend> where TBackend : IBackend, new()
{
    Task<IReadOnlyList<QueuedText>> Claim(long epoch, Priority priority = Priority.Single, int most = 10) =>
        Records.Ledger.ClaimQueued(AStore, epoch, priority, most, Now);

    [Fact]
    public async Task QueuedText_IsClaimedOnceAsItWas()
    {
        var text = Queued(1, Priority.Compliance, new AutoReply(AutoReplyKind.Help, Owed: true, Prompted: true));
        await Records.Ledger.Queue(text);

        Assert.Equal([text], await Claim(1, Priority.Compliance));
        Assert.Empty(await Claim(1, Priority.Compliance));
    }

    [Fact]
    public async Task TextWithAPicture_IsClaimedWithIt()
    {
        var picture = await Records.Pictures.Keep(new(PictureType.Gif, 1, 1, SamplePictures.Gif));
        var text = Queued(1) with { Text = Text() with { Picture = picture } };
        await Records.Ledger.Queue(text);
        await Records.Ledger.Queue(Queued(2));

        Assert.Equal([text, Queued(2)], await Claim(1));
        Assert.Equal([text, Queued(2)], await Claim(2));
    }

    [Fact]
    public async Task QueuedTwice_IsOneRow()
    {
        await Records.Ledger.Queue(Queued(1));
        await Records.Ledger.Queue(Queued(1));

        Assert.Single(await Claim(1));
    }

    [Fact]
    public async Task SeveralQueued_OldestFirstAndOnlyOfThePriority()
    {
        foreach (var id in (long[])[3, 1, 2]) await Records.Ledger.Queue(Queued(id));
        await Records.Ledger.Queue(Queued(4, Priority.Compliance));

        Assert.Equal([1L, 2], (await Claim(1, most: 2)).Select(t => t.Id.Value));
        Assert.Equal([3L], (await Claim(1)).Select(t => t.Id.Value));
    }

    [Fact]
    public async Task ClaimedByAnOlderEpoch_ComesFirst()
    {
        await Records.Ledger.Queue(Queued(2));
        await Claim(1);
        await Records.Ledger.Queue(Queued(1));

        Assert.Equal([2L, 1], (await Claim(2)).Select(t => t.Id.Value));
        Assert.Empty(await Claim(2));
    }

    [Fact]
    public async Task Deferred_IsClaimedWhenDue()
    {
        await Records.Ledger.Queue(Queued(1));
        await Claim(1);
        var until = Now.AddHours(3);
        await Records.Ledger.Record([new Outcome(new DeliveryId(1), Result(DeliveryStatus.Deferred, Codes.QuietHours, until))]);

        Assert.Empty(await Claim(1));
        Assert.Equal(until, await Records.Ledger.NextQueued(AStore, 1, Priority.Single));
        Time.Advance(TimeSpan.FromHours(3));
        Assert.Single(await Claim(1));
        Assert.Null(await Records.Ledger.NextQueued(AStore, 1, Priority.Single));
    }

    [Fact]
    public async Task Waiting_IsDueSinceItWasQueued()
    {
        Assert.Null(await Records.Ledger.NextQueued(AStore, 1, Priority.Single));
        await Records.Ledger.Queue(Queued(1));
        Assert.Equal(At, await Records.Ledger.NextQueued(AStore, 1, Priority.Single));
    }

    [Fact]
    public async Task ClaimedByAnOlderEpochMeanwhile_IsDueForTheNewerOne()
    {
        await Records.Ledger.Queue(Queued(1));
        await Claim(1);

        Assert.Equal(At, await Records.Ledger.NextQueued(AStore, 2, Priority.Single));
        Assert.Null(await Records.Ledger.NextQueued(AStore, 1, Priority.Single));
        Assert.Null(await Records.Ledger.NextQueued(AStore, 2, Priority.Compliance));
    }

    [Fact]
    public async Task OutcomeWrittenTwice_FirstStands()
    {
        await Records.Ledger.Queue(Queued(1));
        await Claim(1);
        await Records.Ledger.Record([new Outcome(new DeliveryId(1), Result(DeliveryStatus.Refused, Codes.OptedOut))]);
        await Records.Ledger.Record([new Outcome(new DeliveryId(1), Result(DeliveryStatus.Submitted, reference: "r"))]);

        Assert.Equal(DeliveryStatus.Refused, (await Records.Deliveries.Find(new DeliveryId(1)))!.Status);
    }

    [Fact]
    public async Task Restarted_QueueIsThere()
    {
        await Records.Ledger.Queue(Queued(1));
        await Restart();
        Assert.Single(await Claim(1));
    }
}
