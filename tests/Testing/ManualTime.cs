namespace Hark.Testing;

/// <summary>A clock that moves only when told to. Wall time may step back; the monotonic timestamp never does.</summary>
public sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    readonly Lock _lock = new();
    readonly List<ManualTimer> _timers = [];
    DateTimeOffset _wall = start;
    long _monotonic;

    public ManualTime() : this(new DateTimeOffset(2026, 11, 18, 17, 0, 0, TimeSpan.Zero)) { }

    public override DateTimeOffset GetUtcNow() { lock (_lock) return _wall; }
    public override long GetTimestamp() { lock (_lock) return _monotonic; }
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Lets time pass and fires the timers that fall due, each at its own instant, in order.</summary>
    public void Advance(TimeSpan by)
    {
        long end;
        lock (_lock) end = _monotonic + by.Ticks;
        while (true)
        {
            ManualTimer? due;
            lock (_lock)
            {
                due = _timers.Where(t => t.Due <= end).MinBy(t => t.Due);
                var to = due is null ? end : Math.Max(due.Due, _monotonic);
                _wall += TimeSpan.FromTicks(to - _monotonic);
                _monotonic = to;
                due?.Reschedule(_monotonic);
                if (due is not null && due.Due == long.MaxValue) _timers.Remove(due);
            }
            if (due is null) return;
            due.Fire();
        }
    }

    /// <summary>Steps the wall clock (an administrator, NTP) without time passing.</summary>
    public void StepWallClock(TimeSpan by) { lock (_lock) _wall += by; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    sealed class ManualTimer(ManualTime clock, TimerCallback callback, object? state) : ITimer
    {
        TimeSpan _period = Timeout.InfiniteTimeSpan;
        public long Due { get; private set; } = long.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                _period = period;
                clock._timers.Remove(this);
                Due = dueTime < TimeSpan.Zero ? long.MaxValue : clock._monotonic + dueTime.Ticks;
                if (Due != long.MaxValue) clock._timers.Add(this);
            }
            return true;
        }

        public void Reschedule(long now) => Due = _period > TimeSpan.Zero ? now + _period.Ticks : long.MaxValue;
        public void Fire() => callback(state);
        public void Dispose() { lock (clock._lock) clock._timers.Remove(this); }
        public ValueTask DisposeAsync() { Dispose(); return ValueTask.CompletedTask; }
    }
}
