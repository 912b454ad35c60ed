namespace Hark.Grains;

/// <summary>Texts that wait for their slot: by priority, then in order. A lower priority that waits gets at least a tenth of what passes, so that it never starves (B2).</summary>
sealed class ExitQueue
{
    public const int Priorities = 3;

    const double LeastShare = 0.1;

    readonly Queue<Waiter>[] _queues = [[], [], []];
    readonly double[] _credit = new double[Priorities];
    long _turnedAway = long.MinValue;

    public int Count { get; private set; }
    public long Parts { get; private set; }

    public void Enqueue(Waiter waiter)
    {
        _queues[(int)waiter.Priority].Enqueue(waiter);
        Count++;
        Parts += waiter.Parts;
    }

    /// <summary>The text that is next.</summary>
    public Waiter? Peek()
    {
        for (var i = _queues.Length - 1; i > 0; i--)
            if (_queues[i].TryPeek(out var due) && _credit[i] >= due.Parts) return due;
        foreach (var queue in _queues)
            if (queue.TryPeek(out var first)) return first;
        return null;
    }

    /// <summary>Takes the text that <see cref="Peek"/> named.</summary>
    public void Pass(Waiter waiter)
    {
        var passed = (int)waiter.Priority;
        Remove(passed);
        if (_credit[passed] >= waiter.Parts) _credit[passed] -= waiter.Parts;
        for (var lower = passed + 1; lower < _queues.Length; lower++)
            _credit[lower] = _queues[lower].Count == 0 ? 0 : _credit[lower] + waiter.Parts * LeastShare / (1 - LeastShare);
    }

    /// <summary>When the text that has waited longest joined.</summary>
    public long Oldest => _queues.Min(queue => queue.TryPeek(out var first) ? first.Since : long.MaxValue);

    /// <summary>Turns away those who joined at or before an instant.</summary>
    public void TurnAway(long joinedBy)
    {
        _turnedAway = Math.Max(_turnedAway, joinedBy);
        for (var i = 0; i < _queues.Length; i++)
            while (_queues[i].TryPeek(out var first) && first.Since <= joinedBy)
            {
                Remove(i);
                first.Answer(default);
            }
    }

    /// <summary>Whether a text that knows its state since an instant would have been turned away, had it been here by then.</summary>
    public bool HasTurnedAway(long knownSince) => knownSince < _turnedAway;

    void Remove(int priority)
    {
        Parts -= _queues[priority].Dequeue().Parts;
        Count--;
    }
}

/// <summary>A text at the exit.</summary>
sealed class Waiter(int parts, Priority priority, long since)
{
    // Asynchronous, because it is answered under the pacer's lock.
    readonly TaskCompletionSource<Slot> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Parts => parts;
    public Priority Priority => priority;
    public long Since => since;
    public ValueTask<Slot> Answered => new(_answer.Task);
    public void Answer(Slot slot) => _answer.TrySetResult(slot);
}
