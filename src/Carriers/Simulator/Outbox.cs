namespace Hark.Carriers;

/// <summary>Hands over what is due in batches, one call at a time, and keeps it until it is taken.</summary>
/// <param name="most">The largest batch.</param>
/// <param name="give">Hands a batch over and returns what was not taken; does not throw.</param>
/// <param name="pause">Ends when what was not taken is to be given again.</param>
sealed class Outbox<T>(int most, Func<IReadOnlyList<T>, Task<IReadOnlyList<T>>> give, Func<Task> pause)
{
    readonly Lock _lock = new();
    readonly Queue<T> _waiting = new();
    int _given;
    bool _busy;
    bool _stopped;
    TaskCompletionSource? _ended;

    /// <summary>Including those being handed over right now.</summary>
    public int Waiting { get { lock (_lock) return _waiting.Count + _given; } }

    public void Add(T item)
    {
        lock (_lock) _waiting.Enqueue(item);
    }

    /// <summary>Starts to hand over what waits, unless that is under way. Runs on the caller until the first call that takes time.</summary>
    public async Task Run()
    {
        lock (_lock)
        {
            if (_busy || _stopped) return;
            _busy = true;
        }
        IReadOnlyList<T> left = [];
        while (Next(left) is { } batch)
        {
            left = await give(batch);
            if (left.Count > 0 && !Stopped) await pause();
        }
    }

    /// <summary>Begins no further call; ends when the one under way has ended.</summary>
    public Task Stop()
    {
        lock (_lock)
        {
            _stopped = true;
            if (!_busy) return Task.CompletedTask;
            _ended ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _ended.Task;
        }
    }

    bool Stopped { get { lock (_lock) return _stopped; } }

    /// <summary>What was not taken goes first. Null when there is nothing to do: seen and told under one lock, so that no <see cref="Add"/> is missed.</summary>
    IReadOnlyList<T>? Next(IReadOnlyList<T> left)
    {
        lock (_lock)
        {
            var batch = left;
            if (left.Count == 0)
            {
                var fresh = new List<T>(Math.Min(most, _waiting.Count));
                while (fresh.Count < most && _waiting.TryDequeue(out var item)) fresh.Add(item);
                batch = fresh;
            }
            _given = batch.Count;
            if (batch.Count > 0 && !_stopped) return batch;
            _busy = false;
            _ended?.TrySetResult();
            return null;
        }
    }
}
