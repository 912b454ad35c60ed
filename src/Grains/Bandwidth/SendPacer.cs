namespace Hark.Grains;

/// <summary>
/// One process' part in the pacing of a pool. The pumps of this process are admitted fairly (<see cref="Join"/>); the texts of its
/// Subscribers, whichever process' pump sent them, are handed over at the slots that it has leased (<see cref="HandOver"/>). No
/// lease, no hand-over (invariant 3).
/// </summary>
/// <remarks>One lock; nothing of others is called under it. Safe for any number of threads.</remarks>
public sealed class SendPacer : IAsyncDisposable
{
    readonly Lock _lock = new();
    readonly Func<IBandwidth> _pool;
    readonly Func<int> _nodes;
    readonly BandwidthOptions _options;
    readonly TimeProvider _time;
    readonly LeaseKeeper _keeper;
    readonly LeaseDemand _demand;
    readonly SlotClock _slots;
    readonly SlowStart _slowStart;
    readonly UseMeter _use;
    readonly ExitQueue _exit = new();
    readonly Admission _admission;
    readonly long _patience;
    readonly long _longestApproach;
    readonly DueTimer _timer;
    bool _disposed;

    /// <param name="node">Names this process to the pool.</param>
    /// <param name="pool">Addresses the pool; called for each lease.</param>
    /// <param name="nodes">Processes that use the pool now, this one included. Called often and under the lock: it only reads a number.</param>
    public SendPacer(string node, Func<IBandwidth> pool, Func<int> nodes, BandwidthOptions options, TimeProvider time)
    {
        (_pool, _nodes, _options, _time) = (pool, nodes, options, time);
        _slots = new SlotClock(time.TimestampFrequency);
        _slowStart = new SlowStart(time.TimestampFrequency);
        _use = new UseMeter(time.TimestampFrequency, TimeSpan.FromSeconds(10));
        _admission = new Admission(options, time.TimestampFrequency);
        _patience = (long)(options.HandOverTimeout.TotalSeconds * time.TimestampFrequency);
        // Shorter than a cluster needs to declare a process dead: a write that takes so long may have frozen with its process.
        _longestApproach = _patience * 3 / 4;
        _keeper = new LeaseKeeper(node, options, time.TimestampFrequency);
        _demand = new LeaseDemand(_keeper, _slots, _slowStart, _exit, _admission, options);
        _timer = new DueTimer(time, Step);
    }

    /// <param name="ready">Called from any thread, outside the lock, when at least one text may be taken. Must be quick and not throw: post a wake-up.</param>
    public PacerLine Join(StoreId store, Priority priority, Action ready)
    {
        var line = new PacerLine(this, _admission, store, priority, ready);
        lock (_lock) _admission.Join(line);
        return line;
    }

    /// <summary>Now, on the clock of this pacer; for <see cref="HandOver"/>.</summary>
    public long Instant => _time.GetTimestamp();

    /// <summary>Waits for the text's slot. Call it right before the carrier, and hand over at once, if <see cref="Slot.Holds"/>.</summary>
    /// <param name="parts">1 to <see cref="BandwidthOptions.LargestText"/>: that many slots are used, and the text leaves at the first.</param>
    /// <param name="decidedAt">The <see cref="Instant"/> before its state was written: nothing is known since of what another activation did.</param>
    /// <returns>
    /// No slot when no piece of the timeline could be had within <see cref="BandwidthOptions.HandOverTimeout"/>, when the process stood still for longer than
    /// that, when the text comes later than three quarters of it after its decision, or after <see cref="TurnAway"/>: the text must not be handed over.
    /// </returns>
    public ValueTask<Slot> HandOver(int parts, Priority priority, long decidedAt)
    {
        BandwidthOptions.CheckParts(parts);
        Waiter? waiter = null;
        Afterwards then;
        long now;
        lock (_lock)
        {
            if (_disposed) return new(default(Slot));
            now = _time.GetTimestamp();
            TurnAwayAfterAHalt(now);
            if (now - decidedAt > _longestApproach || _exit.HasTurnedAway(decidedAt) || RestsTooLong(now)) return new(default(Slot));
            if (_exit.Count > 0 || !TryLeave(now, parts, out _))
            {
                waiter = new Waiter(parts, priority, now);
                _exit.Enqueue(waiter);
            }
            then = Settle(now);
        }
        Do(then);
        return waiter?.Answered ?? new(new Slot(_time, now, _options.Rate));
    }

    /// <summary>Turns away all who wait at the exit or are on their way to it: another process is dead, what they knew may be old, and they have to be asked again (invariant 1).</summary>
    public void TurnAway() => Change(_exit.TurnAway);

    /// <summary>The carrier throttled: the whole link rests, then starts again at half the rate and recovers over a few seconds. Who would wait at the exit for longer than <see cref="BandwidthOptions.HandOverTimeout"/> is turned away: a STOP waits behind each of them.</summary>
    public void SlowDown(TimeSpan rest) => Change(now =>
    {
        _slowStart.Rest(now, rest);
        if (RestsTooLong(now)) _exit.TurnAway(now);
    });

    bool RestsTooLong(long now) => _slowStart.Until > now + _patience;

    public PacerSnapshot Snapshot()
    {
        lock (_lock)
        {
            var waiting = _admission.Backlog().GroupBy(b => b.Store).ToDictionary(b => b.Key, b => b.Sum(w => w.Parts));
            var elsewhere = Alone ? new Dictionary<StoreId, long>() : _keeper.Elsewhere;
            return new(_options.Rate, _use.PerSecond(_time.GetTimestamp()), waiting, elsewhere, _admission.Admitted, _exit.Parts, _keeper.Error);
        }
    }

    /// <summary>Tells the pool what waits here and learns what waits in other processes, where pieces are not asked for anyway: finish times are told by processes without work, too. Does nothing when alone.</summary>
    public void Report()
    {
        LeaseRequest request;
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            if (_disposed || Alone || _keeper.Asking || _keeper.ReportAt(waiting: true) > now) return;
            request = _keeper.ShortPiece(now, 0, 1, _admission.Backlog());
        }
        _ = Ask(request);
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
        BandwidthOptions.CheckParts(parts);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        var texts = 0;
        Change(now =>
        {
            if (!line.Left && !_disposed) texts = _admission.Take(line, parts, most, now);
        });
        return texts;
    }

    internal void Want(PacerLine line, long parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parts);
        Change(_ =>
        {
            if (!line.Left) line.SetWanted(parts);
        });
    }

    internal void Release(PacerLine line, int parts, TimeSpan? atCarrier)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parts);
        if (parts > 0) Change(now => _admission.Free(line, parts, atCarrier, now));
    }

    internal void Leave(PacerLine line) => Change(now => _admission.Leave(line, now));

    bool Alone => _nodes() <= 1;

    void Change(Action<long> change)
    {
        Afterwards then;
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            _admission.Resize(Alone ? null : _keeper.Shares);
            change(now);
            then = Settle(now);
        }
        Do(then);
    }

    void Step()
    {
        Afterwards then;
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            TurnAwayAfterAHalt(now);
            _timer.Forget();
            then = Settle(now);
        }
        Do(then);
    }

    /// <summary>
    /// A timer that is so late says that this process stood still. Others may have taken over its actors meanwhile and acknowledged
    /// a STOP (invariant 1): who waited at the exit must not go, even if there is a slot.
    /// </summary>
    void TurnAwayAfterAHalt(long now)
    {
        if (!_timer.IsLate(now, by: _patience)) return;
        _timer.Forget();
        _exit.TurnAway(now);
    }

    bool TryLeave(long now, int parts, out long due)
    {
        due = _slowStart.Until;
        if (now < due || !_slots.TryTake(now, parts, out due)) return false;
        _slots.Skip(_slowStart.Skipped(now, parts));
        _use.Add(now, parts);
        _keeper.Count(parts);
        return true;
    }

    /// <summary>Lets leave who may, turns away who waited in vain, and sets the timer for what comes next. Under the lock.</summary>
    Afterwards Settle(long now)
    {
        if (_disposed) return default;
        TurnAwayAfterAHalt(now);
        var due = long.MaxValue;
        while (_exit.Peek() is { } first && TryLeave(now, first.Parts, out due))
        {
            _exit.Pass(first);
            first.Answer(new Slot(_time, now, _options.Rate));
        }
        if (_exit.Count == 0)
            due = long.MaxValue;
        else
        {
            // While a piece is held, or the pool answers, texts wait for their slot however long that takes.
            var alive = Math.Max(_keeper.LastAnswer, _slots.End);
            if (alive + _patience <= now) _exit.TurnAway(now - _patience);
            // Never set for later than half the patience while somebody waits: a halt must show.
            if (_exit.Count > 0) due = Math.Min(Math.Min(due, now + _patience / 2), Math.Max(alive, _exit.Oldest) + _patience);
        }
        var alone = Alone;
        _admission.Resize(alone ? null : _keeper.Shares);
        due = Math.Min(due, _admission.Admit(now));
        var request = alone ? _demand.NextLongPiece(now, ref due) : _demand.NextShortPiece(now, ref due);
        _timer.Set(now, due);
        return new(request, _admission.AnyReady);
    }

    /// <summary>What is done outside the lock.</summary>
    readonly record struct Afterwards(LeaseRequest? Ask, bool Tell);

    void Do(Afterwards then)
    {
        if (then.Ask is not null) _ = Ask(then.Ask);
        while (then.Tell)
        {
            PacerLine? line;
            lock (_lock) line = _admission.NextReady();
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
}
