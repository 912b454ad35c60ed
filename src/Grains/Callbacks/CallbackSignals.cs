namespace Hark.Grains;

/// <summary>Wakes the endpoints of stores that have new events: one call of a store at a time, however many events there are. A call that fails costs a minute.</summary>
public sealed class CallbackSignals(IGrains grains)
{
    readonly Lock _lock = new();
    /// <summary>Stores that are being called, and whether there is more since.</summary>
    readonly Dictionary<StoreId, bool> _calling = [];

    /// <summary>From any thread; does not wait.</summary>
    public void Added(StoreId store)
    {
        lock (_lock)
        {
            if (_calling.TryAdd(store, false)) _ = Task.Run(() => Call(store));
            else _calling[store] = true;
        }
    }

    async Task Call(StoreId store)
    {
        do
        {
            try
            {
                await grains.CallbackEndpoint(store).Signal();
            }
            catch (Exception)
            {
                // The endpoint looks by itself each minute.
            }
        }
        while (More(store));
    }

    bool More(StoreId store)
    {
        lock (_lock)
        {
            if (_calling[store]) _calling[store] = false;
            else _calling.Remove(store);
            return _calling.ContainsKey(store);
        }
    }
}
