using Hark.Grains;
using Hark.Testing;

namespace Hark.Engine.Tests;

/// <summary>A store between its durable wake-up and its sleep.</summary>
public sealed class StoreSleepTests : IAsyncDisposable
{
    readonly CampaignBench _bench = new();
    readonly Store _store;

    public StoreSleepTests()
    {
        _store = _bench.Store("MOTORS");
        _bench.Subscriber.Sends = _ => Task.FromResult(Refused(DeliveryStatus.Refused));
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task AnswerToNeverIsLost_TheNextTextArmsAgain()
    {
        await Send(1);
        Assert.NotNull(_bench.Wakeups.Armed);
        _bench.Wakeups.Fault.After();
        await WakeUntil(() => _bench.Wakeups.Armed is null);

        await Send(2);
        Assert.NotNull(_bench.Wakeups.Armed);
    }

    [Fact]
    public async Task RestThatFailsUnexpectedly_LeavesNoLineInThePacer()
    {
        var answer = new TaskCompletionSource<SendResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _bench.Subscriber.Sends = _ => answer.Task;
        await Send(1);
        await _store.Wake();
        // Another store has all the rest, so that the next text waits for the pool.
        _bench.Pacer.Join(Sample.OtherStore, Priority.Single, () => { }).Take(1, most: 1_000);
        await Send(2);
        _bench.Time.Advance(TimeSpan.FromSeconds(5));
        await _store.Wake();
        Assert.Contains(Sample.Store, _bench.Pacer.Snapshot().Waiting);
        answer.SetResult(new(DeliveryStatus.Submitted, null!));
        await Assert.ThrowsAsync<NullReferenceException>(_store.Rest);

        Assert.DoesNotContain(Sample.Store, _bench.Pacer.Snapshot().Waiting);
    }

    async Task Send(long delivery) =>
        Assert.True((await _store.Send(new(delivery), new(Sample.Number, $"Your car {delivery} is ready.", MessageKind.Informational))).Ok);

    async Task WakeUntil(Func<bool> condition)
    {
        for (var wakes = 0; wakes < 20 && !condition(); wakes++)
        {
            _bench.Time.Advance(TimeSpan.FromSeconds(1));
            await _store.Wake();
        }
        Assert.True(condition());
    }

    SendResult Refused(DeliveryStatus status) => new(status, new(_bench.Time.GetUtcNow(), null, null, "test", null, null, null), status == DeliveryStatus.Refused ? Codes.OptedOut : null);
}
