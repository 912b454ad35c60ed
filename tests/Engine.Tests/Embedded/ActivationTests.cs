using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Hark.Embedded;
using Hark.Grains;
using Hark.Testing;

namespace Hark.Engine.Tests;

/// <summary>Mailboxes and the lives of actors: one turn at a time, at most one live actor a key, a bound on them all.</summary>
public sealed class ActivationTests
{
    readonly ManualTime _time = new();

    [Fact]
    public async Task RequestsToOneKey_RunOneAtATimeInTheOrderTheyCame()
    {
        var live = Live(_ => new Recorder());
        var calls = Enumerable.Range(0, 1_000).Select(i => live.Call(1, async actor =>
        {
            actor.Enter();
            await Task.Yield();
            actor.Seen.Add(i);
            actor.Leave();
            return actor;
        })).ToList();
        var actors = await Task.WhenAll(calls);
        Assert.Single(actors.Distinct());
        Assert.Equal(Enumerable.Range(0, 1_000), actors[0].Seen);
        Assert.False(actors[0].Overlapped);
    }

    [Fact]
    public async Task RequestThatThrows_FailsItsCallerAlone()
    {
        var live = Live(_ => new Recorder());
        var failing = live.Call(1, Task<int> (_) => throw new InvalidOperationException("now"));
        var failingLater = live.Call(1, async Task<int> (_) =>
        {
            await Task.Yield();
            throw new InvalidOperationException("later");
        });
        var next = live.Call(1, _ => Task.FromResult(7));
        Assert.Equal("now", (await Assert.ThrowsAsync<InvalidOperationException>(() => failing)).Message);
        Assert.Equal("later", (await Assert.ThrowsAsync<InvalidOperationException>(() => failingLater)).Message);
        Assert.Equal(7, await next);
    }

    [Fact]
    public async Task ActivationThatFails_FailsItsCaller_AndTheNextTriesAgain()
    {
        var tries = 0;
        var live = Live(_ => ++tries < 3 ? throw new StorageUnavailableException("no disk") : new Recorder());
        await Assert.ThrowsAsync<StorageUnavailableException>(() => live.Call(1, _ => Task.FromResult(1)));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => live.Call(1, _ => Task.FromResult(2)));
        Assert.Equal(3, await live.Call(1, _ => Task.FromResult(3)));
        Assert.Equal(3, tries);
    }

    [Fact]
    public async Task MoreKeysThanTheBound_TheLeastUsedMakeRoom()
    {
        var live = Live(_ => new Recorder(), most: 10);
        for (var key = 0; key < 1_000; key++) await live.Call(key, _ => Task.FromResult(true));
        Assert.InRange(live.Count, 1, 10 + 1);
    }

    [Fact]
    public async Task ActorInATurn_NeverMakesRoom()
    {
        var created = 0;
        var live = Live(key => key == 0 && ++created > 1 ? throw new InvalidOperationException("A second one.") : new Recorder(), most: 2);
        var end = new TaskCompletionSource();
        var turn = live.Call(0, _ => end.Task);
        for (var key = 1; key < 100; key++) await live.Call(key, _ => Task.FromResult(true));
        var waiting = live.Call(0, _ => Task.FromResult(true));
        end.SetResult();
        await turn;
        Assert.True(await waiting);
        Assert.Equal(1, created);
    }

    [Fact]
    public async Task IdleActor_IsToldToRestAndEnds()
    {
        var rested = 0;
        var live = new Activations<int, Sleeper>(_ => Task.FromResult(new Sleeper(() => rested++)), Options(10), _time);
        var first = await live.Call(1, Task.FromResult);
        _time.Advance(TimeSpan.FromSeconds(59));
        await live.EndIdle();
        Assert.Equal((0, 1), (rested, live.Count));
        // The mailbox may still be busy with the rest itself: then the next sweep ends it.
        for (var sweep = 0; sweep < 100 && live.Count > 0; sweep++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await live.EndIdle();
        }
        Assert.Equal(0, live.Count);
        Assert.True(rested > 0);
        Assert.NotSame(first, await live.Call(1, Task.FromResult));
    }

    [Fact]
    public async Task ActorsThatEndedIdle_AreNotKeptInMemory()
    {
        var live = Live(_ => new Recorder(), most: 10_000);
        var actors = await CallMany(live, 500);
        _time.Advance(TimeSpan.FromMinutes(2));
        await live.EndIdle();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        // The stacks of pool threads may still hold a few.
        Assert.InRange(actors.Count(actor => actor.TryGetTarget(out _)), 0, 50);
        Assert.Equal(0, live.Count);
    }

    [Fact]
    public async Task EightThreadsOnMoreKeysThanTheBound_NeverTwoTurnsOfOneKeyAtOnceAndNoneIsLost()
    {
        const int threads = 8, calls = 20_000, keys = 24;
        var (turns, counts, created) = (new int[keys], new int[keys], new ConcurrentDictionary<int, int>());
        var overlaps = 0;
        // Not wakeable, idle at once: activations end whenever they are not in a turn.
        var live = new Activations<int, Recorder>(async key =>
        {
            created.AddOrUpdate(key, 1, (_, n) => n + 1);
            await Task.Yield();
            return new Recorder();
        }, new EmbeddedOptions { LiveActivations = 3, IdleAfter = TimeSpan.Zero }, TimeProvider.System);

        var done = 0;
        var ending = Task.Run(async () =>
        {
            while (Volatile.Read(ref done) == 0) await live.EndIdle();
        });
        await Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Run(async () =>
        {
            var random = new Random(thread);
            for (var i = 0; i < calls; i++)
            {
                var key = random.Next(keys);
                await live.Call(key, async _ =>
                {
                    if (Interlocked.Increment(ref turns[key]) != 1) Interlocked.Increment(ref overlaps);
                    var before = counts[key];
                    if (before % 4 == 0) await Task.Yield();
                    counts[key] = before + 1;
                    Interlocked.Decrement(ref turns[key]);
                });
            }
        })));
        Volatile.Write(ref done, 1);
        await ending;

        Assert.Equal(0, overlaps);
        Assert.Equal(threads * calls, counts.Sum());
        // Otherwise nothing ended and nothing raced.
        Assert.True(created.Values.Sum() > 10 * keys);
        Assert.InRange(live.Count, 0, keys);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static async Task<List<WeakReference<Recorder>>> CallMany(Activations<int, Recorder> live, int count)
    {
        var actors = new List<WeakReference<Recorder>>();
        for (var key = 0; key < count; key++) actors.Add(await live.Call(key, actor => Task.FromResult(new WeakReference<Recorder>(actor))));
        return actors;
    }

    Activations<int, Recorder> Live(Func<int, Recorder> create, int most = 1_000) => new(async key =>
    {
        await Task.Yield();
        return create(key);
    }, Options(most), _time);

    static EmbeddedOptions Options(int most) => new() { LiveActivations = most, IdleAfter = TimeSpan.FromMinutes(1) };

    sealed class Recorder
    {
        int _inside;

        public List<int> Seen { get; } = [];
        public bool Overlapped { get; private set; }
        public void Enter() => Overlapped |= Interlocked.Increment(ref _inside) != 1;
        public void Leave() => Interlocked.Decrement(ref _inside);
    }

    sealed class Sleeper(Action rest) : IWakeable
    {
        public Task Wake() => Task.CompletedTask;

        public Task Rest()
        {
            rest();
            return Task.CompletedTask;
        }
    }
}
