namespace Hark.Records;

/// <summary>Tells, after the commit, which stores have new events. Told in vain or not at all does no harm: who posts them looks each minute.</summary>
public sealed class CallbackNews
{
    Action<StoreId>? _listener;

    /// <summary>One listener. It must not throw and not wait.</summary>
    public void Listen(Action<StoreId> listener) => Volatile.Write(ref _listener, listener);

    internal void Tell(IReadOnlyCollection<StoreId> stores)
    {
        if (stores.Count == 0 || Volatile.Read(ref _listener) is not { } listener) return;
        foreach (var store in stores) listener(store);
    }
}
