using System.Diagnostics;

namespace Hark.Engine.Tests;

/// <summary>A campaign ends while calls to its Subscribers break: everybody is accounted for all the same (invariant 2).</summary>
public sealed class CampaignEndTests : IAsyncDisposable
{
    readonly CampaignBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task CancelledWhileACallBreaks_NothingStaysSubmitting()
    {
        var answer = new TaskCompletionSource<SendResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _bench.Subscriber.Sends = _ => answer.Task;
        await _bench.Start(people: 3);
        Assert.Equal(3, await _bench.Count(DeliveryStatus.Submitting));

        Assert.True((await _bench.Campaign.Cancel()).Ok);
        answer.SetException(new NoAnswerException("The silo is gone."));
        await WakeUntilEnded();

        Assert.Equal((0, 3), (await _bench.Count(DeliveryStatus.Submitting), await _bench.Count(DeliveryStatus.Cancelled)));
    }

    [Fact]
    public async Task LastCallBreaks_IsAskedAgainBeforeTheCampaignIsDone()
    {
        var calls = 0;
        _bench.Subscriber.Sends = text => Interlocked.Increment(ref calls) == 1
            ? Task.FromException<SendResult>(new NoAnswerException("The silo is gone."))
            : Task.FromResult(Submitted(text.Delivery));
        await _bench.Start(people: 3);
        await WakeUntilEnded();

        Assert.Equal((4, 3), (calls, await _bench.Count(DeliveryStatus.Submitted)));
    }

    [Fact]
    public async Task RestThatFailsUnexpectedly_LeavesNoLineInThePacer()
    {
        var answer = new TaskCompletionSource<SendResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _bench.Subscriber.Sends = _ => answer.Task;
        await _bench.Start(people: 40);
        Assert.NotEmpty(_bench.Pacer.Snapshot().Waiting);

        // An answer that the ledger cannot write: it has no decision record.
        answer.SetResult(new(DeliveryStatus.Submitted, null!));
        await Assert.ThrowsAsync<NullReferenceException>(_bench.Campaign.Rest);

        Assert.Empty(_bench.Pacer.Snapshot().Waiting);
    }

    async Task WakeUntilEnded()
    {
        // Answers come on other threads.
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (var began = Stopwatch.StartNew(); began.Elapsed < TimeSpan.FromSeconds(30); await pause.WaitForNextTickAsync())
        {
            if ((await _bench.Campaign.View())!.EndedAt is not null) return;
            _bench.Time.Advance(TimeSpan.FromSeconds(1));
            await _bench.Campaign.Wake();
        }
        Assert.Fail("The campaign did not end.");
    }

    SendResult Submitted(DeliveryId delivery) =>
        new(DeliveryStatus.Submitted, new(_bench.Time.GetUtcNow(), null, null, "test", null, null, null), CarrierReference: $"ref-{delivery}", UsedSlot: true);
}
