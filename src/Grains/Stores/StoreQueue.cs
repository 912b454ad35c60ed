namespace Hark.Grains;

/// <summary>The single texts and replies of a store: kept in the ledger, and sent by a pump while there are any.</summary>
sealed class StoreQueue(StoreId id, IState<StoreState> state, IWakeups wakeups, StoreServices services)
{
    /// <summary>After storage or a silo failed.</summary>
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    StorePump? _pump;
    bool _armed;

    public async Task Add(QueuedText text)
    {
        // ORDER MATTERS: armed before queued, so that a crash in between wakes the store for nothing rather than never.
        if (!_armed) await wakeups.At(services.Time.GetUtcNow());
        _armed = true;
        await services.Ledger.Queue(text);
        _pump?.Queued(text.Priority);
        wakeups.Soon();
    }

    public async Task Wake()
    {
        if (state.Value is not { } store) return;
        try
        {
            _pump ??= await BeginPump(store);
            await _pump.Step(services.Time.GetUtcNow());
            if (_pump.Broken)
            {
                await _pump.Land();
                await EndPump();
                wakeups.Soon(RetryAfter);
            }
            else
            {
                await Sleep(_pump);
            }
        }
        catch (Exception e)
        {
            // What is in flight is asked for again under a new epoch, also when we do not know what failed: a claim may have been lost with it.
            await EndPump();
            if (e is not (StorageUnavailableException or NoAnswerException)) throw;
            wakeups.Soon(RetryAfter);
        }
    }

    public async Task Rest()
    {
        try
        {
            if (_pump is not null) await _pump.Land();
        }
        catch (StorageUnavailableException)
        {
            // Told by readiness. What was in flight is asked for again when the store wakes.
        }
        finally
        {
            // Whatever failed: a line that is left in the pacer's queue would be admitted for ever.
            await EndPump();
        }
    }

    async Task<StorePump> BeginPump(StoreState store)
    {
        await state.Write(store with { Epoch = store.Epoch + 1 });
        return new(id, store.Sender, store.Epoch + 1, wakeups, services);
    }

    async Task EndPump()
    {
        if (_pump is not { } pump) return;
        _pump = null;
        await pump.DisposeAsync();
    }

    /// <summary>Until the next text is due; for ever when none waits. Who waits for the pool is woken by it.</summary>
    async Task Sleep(StorePump pump)
    {
        if (pump.Idle)
        {
            // ORDER MATTERS: taken for disarmed first. An answer that is lost must not leave a store that never arms itself again.
            _armed = false;
            await wakeups.Never();
        }
        else if (pump.NextDue is { } due)
        {
            var now = services.Time.GetUtcNow();
            wakeups.Soon(due > now ? due - now : TimeSpan.Zero);
        }
    }
}
