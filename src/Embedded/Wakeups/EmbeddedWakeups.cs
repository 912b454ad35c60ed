using Hark.Grains;

namespace Hark.Embedded;

/// <summary>One actor's wake-ups: the soon ones by a timer, the durable ones by the <see cref="WakeupClock"/>.</summary>
/// <param name="wake">Posts a turn to the actor's mailbox.</param>
sealed class EmbeddedWakeups(string kind, string key, WakeupClock clock, Func<Task> wake, TimeProvider time) : IWakeups
{
    /// <summary>Timers take no more than 49 days, and a wall clock may step: called earlier, the actor looks again.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    readonly Lock _lock = new();
    ITimer? _timer;
    long _due = long.MaxValue;

    public void Soon(TimeSpan delay = default)
    {
        if (delay > Longest) delay = Longest;
        lock (_lock)
        {
            var due = time.GetTimestamp() + (long)(delay.TotalSeconds * time.TimestampFrequency);
            if (due >= _due) return;
            _due = due;
            if (delay > TimeSpan.Zero)
            {
                _timer ??= time.CreateTimer(_ => Post(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timer.Change(delay, Timeout.InfiniteTimeSpan);
                return;
            }
        }
        Post();
    }

    public Task At(DateTimeOffset due) => clock.Set(kind, key, due);

    public Task Never() => clock.Clear(kind, key);

    /// <summary>The turn has begun: whatever is asked from now on needs another one.</summary>
    public void Begun()
    {
        lock (_lock) _due = long.MaxValue;
    }

    void Post() => _ = wake();
}
