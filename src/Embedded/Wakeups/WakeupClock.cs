using Hark.Records;

namespace Hark.Embedded;

/// <summary>Durable wake-ups: kept in the database, called at their time and each minute after it until taken back.</summary>
sealed class WakeupClock(SqliteStateStore store, TimeProvider time) : IDisposable
{
    static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    readonly Lock _lock = new();
    readonly Dictionary<(string Kind, string Key), DateTimeOffset> _due = [];
    readonly Dictionary<string, Action<string>> _wake = [];
    ITimer? _timer;
    DateTimeOffset _armedFor = DateTimeOffset.MaxValue;

    /// <summary>How actors of a kind are woken; all kinds are told before <see cref="Start"/>.</summary>
    public void Register(string kind, Action<string> wake) => _wake[kind] = wake;

    public async Task Start()
    {
        var stored = await store.ListWakeups();
        lock (_lock)
        {
            _timer = time.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            foreach (var wakeup in stored) _due[(wakeup.Kind, wakeup.Key)] = wakeup.Due;
            Rearm();
        }
    }

    public async Task Set(string kind, string key, DateTimeOffset due)
    {
        await store.SetWakeup(kind, key, due);
        lock (_lock)
        {
            _due[(kind, key)] = due;
            if (due < _armedFor) Rearm();
        }
    }

    public async Task Clear(string kind, string key)
    {
        lock (_lock)
            if (!_due.Remove((kind, key)))
                return;
        await store.ClearWakeup(kind, key);
    }

    public void Dispose() => _timer?.Dispose();

    void Fire()
    {
        List<(string Kind, string Key)> due;
        lock (_lock)
        {
            var now = time.GetUtcNow();
            due = [.. _due.Where(d => d.Value <= now).Select(d => d.Key)];
            foreach (var wakeup in due) _due[wakeup] = now + Again;
            Rearm();
        }
        foreach (var (kind, key) in due) _wake[kind](key);
    }

    void Rearm()
    {
        _armedFor = _due.Count == 0 ? DateTimeOffset.MaxValue : _due.Values.Min();
        var wait = _armedFor - time.GetUtcNow();
        // A wall clock that steps is noticed within a minute.
        _timer?.Change(_due.Count == 0 ? Timeout.InfiniteTimeSpan : wait < TimeSpan.Zero ? TimeSpan.Zero : wait < Again ? wait : Again, Timeout.InfiniteTimeSpan);
    }
}
