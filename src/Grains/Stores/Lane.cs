namespace Hark.Grains;

/// <summary>One priority of a store's queue: claims rows, waits for the store's rate and for the pool, hands them to their Subscribers.</summary>
sealed class Lane : IDisposable
{
    /// <summary>Replies claimed at once. Paced texts are claimed singly, so that the ledger shows them queued until their turn.</summary>
    const int Batch = 64;

    readonly Queue<QueuedText> _claimed = new();
    readonly StoreId _store;
    readonly string _sender;
    readonly long _epoch;
    readonly Priority _priority;
    readonly TimeSpan _interval;
    readonly StoreServices _services;
    readonly InFlight _inFlight;
    readonly PacerLine _line;
    bool _rowsWait = true;
    /// <summary>On the monotonic clock: a wall clock that is set back must not hold the texts.</summary>
    long _notBefore;
    DateTimeOffset? _nextQueued;

    public Lane(StoreId store, string sender, long epoch, Priority priority, TimeSpan interval, StoreServices services, IWakeups wakeups, InFlight inFlight)
    {
        (_store, _sender, _epoch, _priority, _interval, _services, _inFlight) = (store, sender, epoch, priority, interval, services, inFlight);
        _line = services.Pacers.For(sender).Join(store, priority, () => wakeups.Soon());
        _notBefore = services.Time.GetTimestamp();
    }

    /// <summary>Nothing is claimed and nothing waits in the ledger.</summary>
    public bool Idle => _claimed.Count == 0 && !_rowsWait && _nextQueued is null;

    /// <summary>When to look again; null when nothing waits, or the pool will call.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            if (_held) return Idle ? null : _services.Time.GetUtcNow() + UntilNext;
            return _claimed.Count == 0 ? _nextQueued : _waitsForPool ? null : _services.Time.GetUtcNow() + UntilNext;
        }
    }

    bool _waitsForPool;
    bool _held;

    /// <summary>A row was queued or deferred.</summary>
    public void Queued() => _rowsWait = true;

    public async Task Step(DateTimeOffset now)
    {
        _waitsForPool = false;
        var hold = _services.Carrier.HoldFor(_sender);
        _held = hold > TimeSpan.Zero;
        if (_held)
        {
            // Nothing is begun on a link that takes nothing, and what the pool has admitted is for those whose link does.
            _line.Take(1, most: 0);
            if (hold > UntilNext) NotBefore(hold);
            return;
        }
        while (await Claimed(now) && UntilNext <= TimeSpan.Zero)
        {
            var text = _claimed.Peek();
            if (_line.Take(text.Text.Parts, most: 1) == 0)
            {
                _waitsForPool = true;
                return;
            }
            _claimed.Dequeue();
            NotBefore(_interval);
            _inFlight.Launch(_services.Grains.Subscriber(text.To), new(text.Id, _store, text.Text, _priority, text.Options, text.Reply), _line);
        }
    }

    public void Dispose() => _line.Dispose();

    void NotBefore(TimeSpan span) => _notBefore = _services.Time.GetTimestamp() + (long)(span.TotalSeconds * _services.Time.TimestampFrequency);

    TimeSpan UntilNext => _services.Time.GetElapsedTime(_services.Time.GetTimestamp(), _notBefore);

    async Task<bool> Claimed(DateTimeOffset now)
    {
        if (_claimed.Count > 0) return true;
        if (!_rowsWait && !(_nextQueued <= now)) return false;

        _rowsWait = false;
        var most = _interval > TimeSpan.Zero ? 1 : Batch;
        foreach (var text in await _services.Ledger.ClaimQueued(_store, _epoch, _priority, most, now)) _claimed.Enqueue(text);
        _rowsWait = _claimed.Count == most;
        _nextQueued = _rowsWait ? null : await _services.Ledger.NextQueued(_store, _epoch, _priority);
        return _claimed.Count > 0;
    }
}
