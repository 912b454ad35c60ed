namespace Hark.Grains;

/// <summary>Sends a store's single texts at its own rate, and its replies as soon as the pool lets them.</summary>
sealed class StorePump(StoreId store, IWakeups wakeups, StoreServices services)
{
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    Lane? _replies;
    Lane? _singles;
    InFlight? _inFlight;
    DateTimeOffset? _armed;

    public bool Running => _inFlight is not null;

    public void Start(long epoch)
    {
        _inFlight = new(wakeups);
        _replies = new(store, epoch, Priority.Compliance, TimeSpan.Zero, services, wakeups, _inFlight);
        _singles = new(store, epoch, Priority.Single, TimeSpan.FromSeconds(1 / services.Options.SingleSendRate), services, wakeups, _inFlight);
    }

    public async Task Enqueue(QueuedText text)
    {
        // ORDER MATTERS: armed before queued, so that a crash in between wakes the store for nothing rather than never.
        await Arm(services.Time.GetUtcNow());
        await services.Ledger.Queue(text);
        (text.Priority == Priority.Compliance ? _replies : _singles)?.Queued();
        wakeups.Soon();
    }

    public async Task Step()
    {
        try
        {
            var outcomes = _inFlight!.Take();
            if (outcomes.Count > 0)
            {
                await services.Ledger.Record(outcomes);
                if (outcomes.Any(o => o.Result.Status == DeliveryStatus.Deferred)) { _replies!.Queued(); _singles!.Queued(); }
            }
            if (_inFlight.Broken)
            {
                await Restart();
                return;
            }
            var now = services.Time.GetUtcNow();
            await _replies!.Step(now);
            await _singles!.Step(now);
            await Sleep(now);
        }
        catch (StorageUnavailableException)
        {
            await Restart();
        }
    }

    public async Task Stop()
    {
        if (_inFlight is not { } inFlight) return;
        await inFlight.Landed();
        var outcomes = inFlight.Take();
        if (outcomes.Count > 0) await services.Ledger.Record(outcomes);
        _replies!.Dispose();
        _singles!.Dispose();
        (_inFlight, _replies, _singles) = (null, null, null);
    }

    /// <summary>Ends this epoch; the next wake-up begins another and asks again about what was in flight.</summary>
    async Task Restart()
    {
        await _inFlight!.Landed();
        _replies!.Dispose();
        _singles!.Dispose();
        (_inFlight, _replies, _singles) = (null, null, null);
        wakeups.Soon(RetryAfter);
    }

    /// <summary>Until the next text is due; for ever when none waits and none is in flight. Who waits for the pool is woken by it.</summary>
    async Task Sleep(DateTimeOffset now)
    {
        if (_inFlight!.Empty && _replies!.Idle && _singles!.Idle)
        {
            await wakeups.Never();
            _armed = null;
        }
        else if (Earlier(_replies!.NextDue, _singles!.NextDue) is { } due)
        {
            wakeups.Soon(due > now ? due - now : TimeSpan.Zero);
        }
    }

    async Task Arm(DateTimeOffset at)
    {
        if (_armed <= at) return;
        await wakeups.At(at);
        _armed = at;
    }

    static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;
}
