namespace Hark.Api;

/// <summary>When texts came first that could not be kept and come again: a START that is given again after a STOP is from before it (invariant 1).</summary>
/// <remarks>Of this process: a provider that turns to another API host is not known there.</remarks>
sealed class FirstCalls
{
    const int Most = 10_000;

    readonly Lock _lock = new();
    readonly OrderedDictionary<string, DateTimeOffset> _calls = [];

    public DateTimeOffset Of(string id, DateTimeOffset now)
    {
        lock (_lock) return _calls.GetValueOrDefault(id, now);
    }

    public void Failed(string id, DateTimeOffset at)
    {
        lock (_lock)
        {
            _calls.TryAdd(id, at);
            if (_calls.Count > Most) _calls.RemoveAt(0);
        }
    }

    public void Kept(string id)
    {
        lock (_lock) _calls.Remove(id);
    }
}
