using Hark.Records;

namespace Hark.Embedded;

/// <summary>Durable wake-ups: kept in the database, called at their time and each minute after it until taken back.</summary>
sealed class WakeupClock(SqliteStateStore store, TimeProvider time) : IDisposable
{
    static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    readonly Lock _lock = new();
    readonly Dictionary<(string Kind, string Key), Next> _next = [];
    readonly Dictionary<string, Action<string>> _wake = [];
    ITimer? _timer;
    long _armedFor = long.MaxValue;

    /// <summary>How actors of a kind are woken; all kinds are told before <see cref="Start"/>.</summary>
    public void Register(string kind, Action<string> wake) => _wake[kind] = wake;

    /// <summary>Goes on with what was asked of earlier processes. Each is woken once at once, due or not: if the wall clock was set back meanwhile, its time may seem far away.</summary>
    public async Task Start()
    {
        var stored = await store.ListWakeups();
        lock (_lock)
        {
            _timer = time.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            foreach (var wakeup in stored) _next[(wakeup.Kind, wakeup.Key)] = new(wakeup.Due, Again: null);
            Rearm();
        }
        foreach (var wakeup in stored) _wake[wakeup.Kind](wakeup.Key);
    }

    public async Task Set(string kind, string key, DateTimeOffset due)
    {
        await store.SetWakeup(kind, key, due);
        lock (_lock)
        {
            var next = new Next(due, Again: null);
            _next[(kind, key)] = next;
            if (time.GetTimestamp() + Ticks(Wait(next)) < _armedFor) Rearm();
        }
    }

    public async Task Clear(string kind, string key)
    {
        lock (_lock)
            if (!_next.Remove((kind, key)))
                return;
        await store.ClearWakeup(kind, key);
    }

    public void Dispose() => _timer?.Dispose();

    void Fire()
    {
        List<(string Kind, string Key)> due;
        lock (_lock)
        {
            due = [.. _next.Where(n => Wait(n.Value) <= TimeSpan.Zero).Select(n => n.Key)];
            var again = time.GetTimestamp() + Ticks(Again);
            foreach (var wakeup in due) _next[wakeup] = _next[wakeup] with { Again = again };
            Rearm();
        }
        foreach (var (kind, key) in due) _wake[kind](key);
    }

    void Rearm()
    {
        // At least once a minute, so that a wall clock that steps is noticed.
        var wait = Again;
        foreach (var next in _next.Values)
            if (Wait(next) is var due && due < wait) wait = due;
        if (wait < TimeSpan.Zero) wait = TimeSpan.Zero;
        _armedFor = _next.Count == 0 ? long.MaxValue : time.GetTimestamp() + Ticks(wait);
        _timer?.Change(_next.Count == 0 ? Timeout.InfiniteTimeSpan : wait, Timeout.InfiniteTimeSpan);
    }

    TimeSpan Wait(Next next) => next.Again is { } again ? time.GetElapsedTime(time.GetTimestamp(), again) : next.Due - time.GetUtcNow();

    long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);

    /// <param name="Due">On the wall clock, as it was asked for.</param>
    /// <param name="Again">Once it has come: when it comes again, on the monotonic clock.</param>
    readonly record struct Next(DateTimeOffset Due, long? Again);
}
