namespace Hark.Carriers;

/// <summary>What is due when, on one timer: a timer or task per text would not carry 50,000 texts a second.</summary>
sealed class Agenda : IDisposable
{
    static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    readonly Lock _lock = new();
    readonly PriorityQueue<Due, (long At, long Order)> _queue = new();
    readonly TimeProvider _time;
    readonly Action<IReadOnlyList<Due>> _run;
    readonly ITimer _timer;
    long _wake = long.MaxValue;
    long _order;
    bool _stopped;

    /// <param name="run">Called outside the lock with all that has fallen due; calls may overlap.</param>
    public Agenda(TimeProvider time, Action<IReadOnlyList<Due>> run)
    {
        (_time, _run) = (time, run);
        _timer = time.CreateTimer(_ => Fire(), null, Never, Never);
    }

    /// <returns>False when the agenda has been stopped; the entry will never run.</returns>
    public bool Add(Due due, TimeSpan after)
    {
        lock (_lock)
        {
            if (_stopped) return false;
            var now = _time.GetTimestamp();
            var at = now + (long)(after.Ticks * (_time.TimestampFrequency / (double)TimeSpan.TicksPerSecond));
            _queue.Enqueue(due, (at, _order++));
            if (at < _wake) WakeAt(at, now);
            return true;
        }
    }

    /// <returns>What was still to come.</returns>
    public IReadOnlyList<Due> Stop()
    {
        lock (_lock)
        {
            _stopped = true;
            var left = _queue.UnorderedItems.Select(i => i.Element).ToArray();
            _queue.Clear();
            return left;
        }
    }

    public void Dispose() => _timer.Dispose();

    void Fire()
    {
        var due = new List<Due>();
        lock (_lock)
        {
            _wake = long.MaxValue;
            var now = _time.GetTimestamp();
            while (_queue.TryPeek(out var first, out var when) && when.At <= now)
            {
                due.Add(first);
                _queue.Dequeue();
            }
            if (_queue.TryPeek(out _, out var next)) WakeAt(next.At, now);
        }
        if (due.Count > 0) _run(due);
    }

    /// <summary>Rounds up to whole milliseconds: timers cut fractions off, and waking early would spin.</summary>
    void WakeAt(long at, long now)
    {
        _wake = at;
        var wait = Math.Ceiling(_time.GetElapsedTime(now, at).TotalMilliseconds);
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(0, wait)), Never);
    }
}
