namespace Hark.Grains;

/// <summary>Calls once, at the earliest instant that it was set for. Not thread-safe; the pacer's lock guards it.</summary>
sealed class DueTimer(TimeProvider time, Action fire) : IAsyncDisposable
{
    readonly ITimer _timer = time.CreateTimer(_ => fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    long _due = long.MaxValue;

    public void Set(long now, long due)
    {
        if (due >= _due) return;
        _due = due;
        // Whole milliseconds, rounded up: timers cut fractions off, and would fire before the slot again and again.
        var wait = Math.Max(0, Math.Ceiling((due - now) * 1000.0 / time.TimestampFrequency));
        _timer.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
    }

    /// <summary>It fired, or need not.</summary>
    public void Forget() => _due = long.MaxValue;

    public bool IsLate(long now, long by) => _due < now - by;

    public ValueTask DisposeAsync() => _timer.DisposeAsync();
}
