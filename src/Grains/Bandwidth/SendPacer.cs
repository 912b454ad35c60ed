namespace Hark.Grains;

/// <summary>
/// One process' part in the pacing of a pool. Pumps are admitted fairly (<see cref="Join"/>); what they send is handed over at the
/// slots that this process has leased (<see cref="HandOver"/>). No lease, no hand-over (invariant 3).
/// </summary>
/// <remarks>One lock; nothing of others is called under it. Safe for any number of threads.</remarks>
public sealed class SendPacer : IAsyncDisposable
{
    readonly Lock _lock = new();
    readonly Func<IBandwidth> _pool;
    readonly BandwidthOptions _options;
    readonly TimeProvider _time;
    readonly LeaseKeeper _keeper;
    readonly SlotClock _slots;
    readonly SlowStart _slowStart;
    readonly UseMeter _use;
    readonly ExitQueue _exit = new();
    readonly FairQueue[] _admission;
    readonly HashSet<PacerLine> _lines = [];
    readonly Queue<PacerLine> _ready = [];
    readonly ITimer _timer;
    long _armedFor = long.MaxValue;
    bool _disposed;

    /// <param name="node">Names this process to the pool.</param>
    /// <param name="pool">Addresses the pool; called for each lease.</param>
    public SendPacer(string node, Func<IBandwidth> pool, BandwidthOptions options, TimeProvider time)
    {
        (_pool, _options, _time) = (pool, options, time);
        _slots = new SlotClock(time.TimestampFrequency);
        _slowStart = new SlowStart(time.TimestampFrequency);
        _use = new UseMeter(time.TimestampFrequency, TimeSpan.FromSeconds(10));
        _admission = [new(options.Window), new(options.Window), new(options.Window)];
        _keeper = new LeaseKeeper(node, options, time.TimestampFrequency);
        _timer = time.CreateTimer(_ => Step(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Parts waiting for admission over all lines.</summary>
    internal long Waiting { get; set; }

    /// <param name="ready">Called from any thread, outside the lock, when at least one text may be taken. Must be quick and not throw: post a wake-up.</param>
    public PacerLine Join(StoreId store, Priority priority, Action ready)
    {
        var line = new PacerLine(this, store, priority, ready);
        lock (_lock) _lines.Add(line);
        return line;
    }

    /// <summary>Waits for the text's slot. Call it right before the carrier, and hand over at once when it answers true.</summary>
    /// <param name="parts">1 to <see cref="BandwidthOptions.LargestText"/>: that many slots are used, and the text leaves at the first.</param>
    /// <returns>False when no piece of the timeline could be had within <see cref="BandwidthOptions.HandOverTimeout"/>: the text must not be handed over, and its admission is to be released.</returns>
    public ValueTask<bool> HandOver(int parts, Priority priority)
    {
        CheckParts(parts);
        Waiter? waiter = null;
        Afterwards then;
        lock (_lock)
        {
            if (_disposed) return new(false);
            var now = _time.GetTimestamp();
            if (_exit.Count > 0 || !TryLeave(now, parts, priority, out _))
            {
                waiter = new Waiter(parts, priority, now);
                _exit.Enqueue(waiter);
            }
            then = Settle(now);
        }
        Do(then);
        return waiter?.Answered ?? new(true);
    }

    /// <summary>The carrier throttled: the whole link rests, then starts again at half the rate and recovers over a few seconds.</summary>
    public void SlowDown(TimeSpan rest)
    {
        lock (_lock) _slowStart.Rest(_time.GetTimestamp(), rest);
    }

    public PacerSnapshot Snapshot()
    {
        lock (_lock)
            return new(_options.Rate, _use.PerSecond(_time.GetTimestamp()), WaitingByStore(), _admission.Sum(a => a.Admitted), _exit.Parts, _keeper.Error);
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _disposed = true;
            _exit.TurnAway(long.MaxValue);
        }
        await _timer.DisposeAsync().ConfigureAwait(false);
    }

    internal int Take(PacerLine line, int parts, int most)
    {
        CheckParts(parts);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        var texts = 0;
        Change(line, admission =>
        {
            if (line.Left || _disposed) return;
            admission.Free(line.Ask(parts, most));
            if (line.Asked > 0) admission.Enter(line);
            admission.Admit(_ready);
            texts = line.Collect();
        });
        return texts;
    }

    internal void Want(PacerLine line, long parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parts);
        Change(line, _ =>
        {
            if (!line.Left) line.SetWanted(parts);
        });
    }

    internal void Release(PacerLine line, int parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parts);
        if (parts > 0) Change(line, admission => admission.Free(parts));
    }

    internal void Leave(PacerLine line) => Change(line, admission =>
    {
        if (!_lines.Remove(line)) return;
        line.SetWanted(0);
        admission.Free(line.Ask(line.Parts, 0));
        line.Left = true;
    });

    void Change(PacerLine line, Action<FairQueue> change)
    {
        Afterwards then;
        lock (_lock)
        {
            var admission = _admission[(int)line.Priority];
            change(admission);
            admission.Admit(_ready);
            then = Settle(_time.GetTimestamp());
        }
        Do(then);
    }

    void Step()
    {
        Afterwards then;
        lock (_lock)
        {
            _armedFor = long.MaxValue;
            then = Settle(_time.GetTimestamp());
        }
        Do(then);
    }

    bool TryLeave(long now, int parts, Priority priority, out long due)
    {
        due = _slowStart.Until;
        if (now < due || !_slots.TryTake(now, parts, out due)) return false;
        _slots.Skip(_slowStart.Skipped(now, parts));
        _use.Add(now, parts);
        _keeper.Count(parts);
        var admission = _admission[(int)priority];
        admission.Free(parts);
        admission.Admit(_ready);
        return true;
    }

    /// <summary>Lets leave who may, turns away who waited in vain, and sets the timer for what comes next. Under the lock.</summary>
    Afterwards Settle(long now)
    {
        if (_disposed) return default;
        var due = long.MaxValue;
        while (_exit.Peek() is { } first && TryLeave(now, first.Parts, first.Priority, out due))
        {
            _exit.Pass(first);
            first.Answer(true);
        }
        if (_exit.Count == 0)
            due = long.MaxValue;
        else
        {
            // While a piece is held, or the pool answers, texts wait for their slot however long that takes.
            var alive = Math.Max(_keeper.LastAnswer, _slots.End);
            var patience = (long)(_options.HandOverTimeout.TotalSeconds * _time.TimestampFrequency);
            if (alive + patience <= now) _exit.TurnAway(now - patience);
            if (_exit.Count > 0) due = Math.Min(due, Math.Max(alive, _exit.Oldest) + patience);
        }
        var request = NextRequest(now, ref due);
        Arm(now, due);
        return new(request, _ready.Count > 0);
    }

    LeaseRequest? NextRequest(long now, ref long due)
    {
        if (_keeper.Asking || (_exit.Count == 0 && Waiting == 0)) return null;
        var next = _exit.Peek()?.Parts ?? 1;
        var fits = _slots.Fits(now, next);
        var needed = Math.Max(_exit.Parts, _admission.Sum(a => a.Admitted)) + Waiting - _slots.Remaining(now);
        if (fits && needed <= 0) return null;

        var at = Math.Max(Math.Max(_keeper.NotBefore, _slowStart.Until), fits ? _slots.HalfLeft : now);
        if (at <= now) return _keeper.Request(Math.Max(needed, next), next, WaitingByStore());
        due = Math.Min(due, at);
        return null;
    }

    void Arm(long now, long due)
    {
        if (due >= _armedFor) return;
        _armedFor = due;
        // Whole milliseconds, rounded up: timers cut fractions off, and would fire before the slot again and again.
        var wait = Math.Max(0, Math.Ceiling((due - now) * 1000.0 / _time.TimestampFrequency));
        _timer.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
    }

    /// <summary>What is done outside the lock.</summary>
    readonly record struct Afterwards(LeaseRequest? Ask, bool Tell);

    void Do(Afterwards then)
    {
        if (then.Ask is not null) _ = Ask(then.Ask);
        while (then.Tell)
        {
            PacerLine? line;
            lock (_lock)
                while (_ready.TryDequeue(out line) && !line.IsToBeTold()) { }
            if (line is null) return;
            line.Tell();
        }
    }

    /// <summary>Asks until enough is held. A loop, because a pool in this process answers at once.</summary>
    async Task Ask(LeaseRequest? request)
    {
        while (request is not null)
        {
            // ORDER MATTERS: the first instant is read before the question leaves, the second after the answer is there.
            var asked = _time.GetTimestamp();
            Lease? lease = null;
            var error = "";
            try
            {
                lease = await _pool().Lease(request).WaitAsync(_options.HandOverTimeout, _time).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                // Whatever it is, it means no slots; the pool is asked again, and the snapshot tells why.
                error = e.Message;
            }
            Afterwards then;
            lock (_lock)
            {
                var now = _time.GetTimestamp();
                if (lease is null) _keeper.Failed(error, now);
                else
                {
                    _keeper.Answered(request, lease, asked, now);
                    _slots.Add(lease, asked, now);
                }
                then = Settle(now);
            }
            Do(then with { Ask = null });
            request = then.Ask;
        }
    }

    Dictionary<StoreId, long> WaitingByStore()
    {
        var sums = new Dictionary<StoreId, long>();
        foreach (var line in _lines)
            if (line.Waiting > 0) sums[line.Store] = sums.GetValueOrDefault(line.Store) + line.Waiting;
        return sums;
    }

    static void CheckParts(int parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parts);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parts, BandwidthOptions.LargestText);
    }
}
