using System.Collections.Concurrent;
using Hark.Grains;

namespace Hark.Embedded;

/// <summary>All live actors of one kind. At most one activation a key; idle ones end, and the least used make room when there are too many.</summary>
sealed class Activations<TKey, TActor>(Func<TKey, Task<TActor>> activate, EmbeddedOptions options, TimeProvider time) where TKey : notnull where TActor : class
{
    readonly ConcurrentDictionary<TKey, Activation<TActor>> _live = new();
    /// <summary>In the order of activation, for making room: one that was used lately goes to the end once more.</summary>
    readonly ConcurrentQueue<(TKey Key, Activation<TActor> Activation, long Seen)> _order = new();
    int _count;

    public int Count => Volatile.Read(ref _count);

    public async Task<TAnswer> Call<TAnswer>(TKey key, Func<TActor, Task<TAnswer>> request)
    {
        var turn = new Turn<TActor, TAnswer>(request);
        while (!Live(key).TryPost(turn)) { }
        return await turn.Answer;
    }

    public Task Call(TKey key, Func<TActor, Task> request) =>
        Call(key, async actor =>
        {
            await request(actor);
            return true;
        });

    /// <summary>Ends activations that had no request for <see cref="EmbeddedOptions.IdleAfter"/>. Actors with work of their own are told to finish it first.</summary>
    public async Task EndIdle()
    {
        foreach (var (key, activation) in _live)
            if (time.GetElapsedTime(activation.LastUsed) >= options.IdleAfter)
                await End(key, activation);
        ForgetEnded();
    }

    /// <summary>Lets every actor finish what it has in flight and ends it.</summary>
    public Task EndAll() => Parallel.ForEachAsync(_live, async (live, _) => await End(live.Key, live.Value));

    async Task End(TKey key, Activation<TActor> activation)
    {
        if (typeof(IWakeable).IsAssignableFrom(typeof(TActor)))
        {
            var rest = new Turn<TActor, bool>(async actor =>
            {
                await ((IWakeable)actor).Rest();
                return true;
            });
            if (!activation.TryPost(rest)) return;
            await rest.Answer;
        }
        TryRemove(key, activation);
    }

    Activation<TActor> Live(TKey key)
    {
        if (_live.TryGetValue(key, out var live)) return live;
        var created = new Activation<TActor>(() => activate(key), time);
        live = _live.GetOrAdd(key, created);
        if (!ReferenceEquals(live, created)) return live;
        _order.Enqueue((key, created, created.LastUsed));
        if (Interlocked.Increment(ref _count) > options.LiveActivations) MakeRoom();
        return created;
    }

    void MakeRoom()
    {
        // Actors with work of their own are few and end by idleness alone.
        if (typeof(IWakeable).IsAssignableFrom(typeof(TActor))) return;
        for (var tries = 0; tries < 8 && Count > options.LiveActivations && _order.TryDequeue(out var oldest); tries++)
        {
            if (oldest.Activation.LastUsed != oldest.Seen || !TryRemove(oldest.Key, oldest.Activation))
                if (_live.TryGetValue(oldest.Key, out var live) && ReferenceEquals(live, oldest.Activation))
                    _order.Enqueue((oldest.Key, oldest.Activation, oldest.Activation.LastUsed));
        }
    }

    /// <summary>Where room is seldom short, nobody else takes those that ended off the queue.</summary>
    void ForgetEnded()
    {
        for (var left = _order.Count; left > 0 && _order.TryDequeue(out var oldest); left--)
            if (_live.TryGetValue(oldest.Key, out var live) && ReferenceEquals(live, oldest.Activation))
                _order.Enqueue(oldest);
    }

    bool TryRemove(TKey key, Activation<TActor> activation)
    {
        if (!activation.TryClose()) return false;
        // A caller that still holds the ended activation asks again until it is gone from here.
        if (_live.TryRemove(new(key, activation))) Interlocked.Decrement(ref _count);
        return true;
    }
}
