namespace Hark.Grains;

/// <summary>Sends a store's replies as soon as the pool lets them and its single texts at the store's own rate. Lives for one epoch.</summary>
sealed class StorePump : IAsyncDisposable
{
    readonly IDeliveryLedger _ledger;
    readonly InFlight _inFlight;
    readonly Lane _replies;
    readonly Lane _singles;

    /// <param name="sender">The store's number or short code.</param>
    public StorePump(StoreId store, string sender, long epoch, IWakeups wakeups, StoreServices services)
    {
        _ledger = services.Ledger;
        _inFlight = new(wakeups);
        _replies = new(store, sender, epoch, Priority.Compliance, TimeSpan.Zero, services, wakeups, _inFlight);
        _singles = new(store, sender, epoch, Priority.Single, TimeSpan.FromSeconds(1 / services.Options.SingleSendRate), services, wakeups, _inFlight);
    }

    public bool Broken => _inFlight.Broken;

    /// <summary>Nothing waits and nothing is in flight.</summary>
    public bool Idle => _inFlight.Empty && _replies.Idle && _singles.Idle;

    /// <summary>When to look again; null when nothing waits, or the pool will call.</summary>
    public DateTimeOffset? NextDue => _replies.NextDue is { } reply && !(_singles.NextDue < reply) ? reply : _singles.NextDue;

    /// <summary>A row was queued.</summary>
    public void Queued(Priority priority) => (priority == Priority.Compliance ? _replies : _singles).Queued();

    public async Task Step(DateTimeOffset now)
    {
        await Record();
        await _replies.Step(now);
        await _singles.Step(now);
    }

    /// <summary>Begins nothing new; waits for what is in flight and records it.</summary>
    public async Task Land()
    {
        await _inFlight.Landed();
        await Record();
    }

    public async ValueTask DisposeAsync()
    {
        await _inFlight.Landed();
        _replies.Dispose();
        _singles.Dispose();
    }

    async Task Record()
    {
        var outcomes = _inFlight.Take();
        if (outcomes.Count == 0) return;
        await _ledger.Record(outcomes);
        if (outcomes.All(o => o.Result.Status != DeliveryStatus.Deferred)) return;
        _replies.Queued();
        _singles.Queued();
    }
}
