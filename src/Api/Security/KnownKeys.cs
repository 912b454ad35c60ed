using System.Collections.Concurrent;

namespace Hark.Api;

/// <summary>Keys that were found valid lately, so that not each request asks its account. A key that was taken back works for at most <see cref="Memory"/> longer.</summary>
sealed class KnownKeys(TimeProvider time)
{
    static readonly TimeSpan Memory = TimeSpan.FromSeconds(30);
    const int Most = 10_000;

    readonly ConcurrentDictionary<string, long> _found = new();

    public bool Contains(string keyHash) => _found.TryGetValue(keyHash, out var found) && time.GetElapsedTime(found) < Memory;

    public void Add(string keyHash)
    {
        if (_found.Count >= Most) _found.Clear();
        _found[keyHash] = time.GetTimestamp();
    }
}
