using System.Collections.Concurrent;

namespace Hark.Api;

/// <summary>The idempotency keys that this process is working on now.</summary>
sealed class IdempotencyInProgress
{
    readonly ConcurrentDictionary<(string Scope, string Key), bool> _keys = new();

    public bool Begin(string scope, string key) => _keys.TryAdd((scope, key), true);
    public void End(string scope, string key) => _keys.TryRemove((scope, key), out _);
}
