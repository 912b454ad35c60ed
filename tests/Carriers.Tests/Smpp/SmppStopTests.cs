using Hark.Grains;
using Hark.Testing;

namespace Hark.Carriers.Tests;

/// <summary>A link ends, and leaves nothing behind; and its time is one that no clock change touches.</summary>
[Trait("Needs", "Smsc")]
public sealed class SmppStopTests
{
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData(SmppBind.Transceiver, 2)]
    [InlineData(SmppBind.Pair, 1)]
    public async Task TextsInFlight_AreWaitedForThenItUnbinds(SmppBind bind, int sessions)
    {
        await using var bench = await SmppBench.Start(new() { AnswerDelay = 400 }, o => (o.Bind, o.Sessions) = (bind, sessions));
        var answers = Enumerable.Range(1, 5).Select(i => bench.Submit(i)).ToArray();
        await Until.True(() => bench.Smsc.Submits().Count == 5, "all have left");

        await bench.Link.DisposeAsync();

        Assert.All(answers, a => Assert.Equal((true, SubmitStatus.Accepted), (a.IsCompletedSuccessfully, a.Result.Status)));
        Assert.Equal(2, bench.Smsc.Records().Count(r => r.Kind == "unbind"));
        Assert.Equal(SubmitStatus.NotSent, (await bench.Submit(9)).Status);
        Assert.Equal((LinkState.Down, 0), (bench.Link.Report().State, bench.Link.Report().InFlight));
    }

    [Fact]
    public async Task SmscThatDoesNotAnswer_IsLeftInTime()
    {
        await using var bench = await SmppBench.Start(new() { Answer = SmscAnswer.Never }, o => o.Timeout = TimeSpan.FromMilliseconds(500));
        var answer = bench.Submit();
        await Until.True(() => bench.Smsc.Submits().Count == 1, "it has left");

        await bench.Link.DisposeAsync().AsTask().WaitAsync(Soon);

        Assert.Equal(SubmitStatus.Unknown, (await answer).Status);
    }

    [Fact]
    public async Task TextThatIsBeingStored_IsDurableBeforeTheEnd()
    {
        await using var bench = await SmppBench.Start();
        var (entered, open) = (new TaskCompletionSource(), new TaskCompletionSource());
        bench.Sink.Before = () => { entered.TrySetResult(); return open.Task; };
        var delivered = bench.Smsc.Deliver("12015550100", "18005550199", "STOP");
        await entered.Task;

        var disposed = bench.Link.DisposeAsync();
        Assert.False(disposed.IsCompleted);
        open.SetResult();
        await disposed;

        Assert.Single(bench.Sink.Texts);
        // In time for its acknowledgement or not: the SMSC has an answer, or brings it again.
        await delivered.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Fact]
    public async Task LinkThatIsDown_EndsAtOnce()
    {
        var observer = new RecordingObserver();
        var link = new SmppLink("smpp", SmppBench.OptionsFor(FreePort.Next(), o => o.ReconnectAfter = o.ReconnectAtMost = TimeSpan.FromHours(1)), () => new RecordingSink(), observer, TimeProvider.System);
        await Until.True(() => observer.Troubles.Any(), "it was tried");

        await link.DisposeAsync().AsTask().WaitAsync(Soon);
        await link.DisposeAsync().AsTask().WaitAsync(Soon);
    }

    [Fact]
    public async Task Timers_AreAllGoneWithTheLink()
    {
        var time = new CountingTime();
        await using var bench = await SmppBench.Start(new() { AnswerDelay = 50 }, o => (o.Sessions, o.Window) = (2, 2), time: time);
        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => bench.Submit(i)));
        await bench.Smsc.Drop();
        await Until.True(() => bench.Observer.Troubles.Any(), "the loss is seen");
        await bench.Bound();
        Assert.True(time.Timers > 0);

        await bench.Link.DisposeAsync();

        Assert.Equal(0, time.Timers);
    }

    [Fact]
    public async Task WallClockThatJumps_ChangesNothing()
    {
        var time = new CountingTime();
        await using var bench = await SmppBench.Start(new() { AnswerDelay = 300 }, o => o.EnquireLink = TimeSpan.FromMilliseconds(300), time: time);

        foreach (var step in new[] { TimeSpan.FromDays(400), TimeSpan.FromDays(-800) })
        {
            var answer = bench.Submit();
            time.Step += step;
            Assert.Equal(SubmitStatus.Accepted, (await answer).Status);
            await bench.Smsc.Set(new { throttleUntil = SmppThrottlingTests.InFuture(0.3), answerDelay = 0 });
            Assert.Equal(SubmitStatus.Throttled, (await bench.Submit()).Status);
            time.Step += step;
            Assert.InRange(bench.Link.HoldFor(SmppBench.Sender), TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1));
            await Until.True(() => bench.Link.HoldFor(SmppBench.Sender) == TimeSpan.Zero, "the rest is over");
        }

        Assert.Single(bench.Smsc.Records(), r => r.Kind == "bind");
    }

    /// <summary>The real clock, whose wall time a test can set, and whose timers are counted until they are disposed of.</summary>
    sealed class CountingTime : TimeProvider
    {
        int _timers;

        public int Timers => Volatile.Read(ref _timers);
        public TimeSpan Step { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Step;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Interlocked.Increment(ref _timers);
            return new Counted(base.CreateTimer(callback, state, dueTime, period), () => Interlocked.Decrement(ref _timers));
        }

        sealed class Counted(ITimer timer, Action gone) : ITimer
        {
            int _disposed;

            public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

            public void Dispose()
            {
                if (Interlocked.Exchange(ref _disposed, 1) == 0) gone();
                timer.Dispose();
            }

            public ValueTask DisposeAsync()
            {
                if (Interlocked.Exchange(ref _disposed, 1) == 0) gone();
                return timer.DisposeAsync();
            }
        }
    }
}
