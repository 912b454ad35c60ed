using System.Collections.Concurrent;
using Hark.Testing;

namespace Hark.Grains.Tests;

public sealed class InFlightTests : IAsyncDisposable
{
    readonly SubscriberBench _bench = new();
    readonly RecordingWakeups _wakeups = new();
    readonly InFlight _inFlight;
    readonly PacerLine _line;

    public InFlightTests()
    {
        _inFlight = new(_wakeups);
        _line = _bench.Pacer.Join(Sample.Store, Priority.Single, () => { });
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Answer_IsTakenOnceAndWakesThePump()
    {
        await _bench.OptIn();
        Launch(_bench.Subscriber);
        await _inFlight.Landed();
        Assert.Equal(1, _wakeups.SoonCalls);
        Assert.False(_inFlight.Empty);
        var outcome = Assert.Single(_inFlight.Take());
        Assert.Equal((new DeliveryId(1), DeliveryStatus.Submitted), (outcome.Delivery, outcome.Result.Status));
        Assert.True(_inFlight.Empty);
        Assert.Empty(_inFlight.Take());
        Assert.False(_inFlight.Broken);
    }

    [Fact]
    public async Task Landed_EndsWithTheLastAnswer()
    {
        var answer = new TaskCompletionSource<SubmitResult>();
        _bench.Carrier.Answer = _ => answer.Task;
        await _bench.OptIn();
        Launch(_bench.Subscriber);
        var landed = _inFlight.Landed();
        Assert.Equal((1, false), (_inFlight.Count, landed.IsCompleted));
        answer.SetResult(new(SubmitStatus.Accepted, "ref"));
        await landed;
        Assert.Equal(0, _inFlight.Count);
        Assert.Single(_inFlight.Take());
    }

    [Fact]
    public async Task NothingLaunched_LandsAtOnce()
    {
        await _inFlight.Landed();
        Assert.True(_inFlight.Empty);
    }

    [Fact]
    public async Task TextAtTheCarrier_IsAdmittedUntilItsAnswer()
    {
        var answer = new TaskCompletionSource<SubmitResult>();
        _bench.Carrier.Answer = _ => answer.Task;
        await _bench.OptIn();
        Assert.Equal(1, _line.Take(1, 1));
        Launch(_bench.Subscriber);
        Assert.True(SpinWait.SpinUntil(() => _bench.Carrier.Given.Count == 1, TimeSpan.FromSeconds(10)));
        Assert.Equal(1, _bench.Pacer.Snapshot().Admitted);
        answer.SetResult(new(SubmitStatus.Accepted, "ref"));
        await _inFlight.Landed();
        Assert.Equal(0, _bench.Pacer.Snapshot().Admitted);
    }

    [Fact]
    public async Task TextThatUsedNoSlot_GivesItsAdmissionBack()
    {
        Assert.Equal(1, _line.Take(1, 1));
        Launch(_bench.Subscriber); // refused: never opted in
        await _inFlight.Landed();
        Assert.Equal(DeliveryStatus.Refused, Assert.Single(_inFlight.Take()).Result.Status);
        Assert.Equal(0, _bench.Pacer.Snapshot().Admitted);
    }

    [Fact]
    public async Task BrokenCall_AssumesNothingAndGivesItsAdmissionBack()
    {
        await _bench.OptIn();
        _bench.State.Fault.Before();
        Assert.Equal(1, _line.Take(1, 1));
        Launch(_bench.Subscriber);
        await _inFlight.Landed();
        Assert.True(_inFlight.Broken);
        Assert.True(_inFlight.Empty);
        Assert.Equal(0, _bench.Pacer.Snapshot().Admitted);
        Assert.Equal(1, _wakeups.SoonCalls);
    }

    [Fact]
    public async Task ManyAtOnce_AllLand()
    {
        var answers = new ConcurrentBag<TaskCompletionSource<SubmitResult>>();
        _bench.Carrier.Answer = _ =>
        {
            var answer = new TaskCompletionSource<SubmitResult>(TaskCreationOptions.RunContinuationsAsynchronously);
            answers.Add(answer);
            return answer.Task;
        };
        for (var i = 1; i <= 100; i++)
        {
            var subscriber = _bench.Other(new(Sample.Number.Digits + i));
            await subscriber.OptIn(_bench.NewOptIn());
            _inFlight.Launch(subscriber, SubscriberBench.NewText(i), _line);
        }
        Assert.Equal(100, _inFlight.Count);
        Parallel.ForEach(answers, answer => answer.SetResult(new(SubmitStatus.Accepted, "ref")));
        await _inFlight.Landed();
        Assert.Equal(100, _inFlight.Take().Select(outcome => outcome.Delivery).Distinct().Count());
        // Landed may be told between the last answer and its wake-up.
        Assert.True(SpinWait.SpinUntil(() => _wakeups.SoonCalls == 100, TimeSpan.FromSeconds(10)));
    }

    void Launch(ISubscriber subscriber) => _inFlight.Launch(subscriber, SubscriberBench.NewText(), _line);
}
