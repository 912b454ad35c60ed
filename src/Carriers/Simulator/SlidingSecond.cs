namespace Hark.Carriers;

/// <summary>Parts in the second that ends now. Remembers the instants of one second only. Not thread-safe.</summary>
sealed class SlidingSecond(TimeProvider time)
{
    readonly Queue<(long At, int Parts)> _instants = new();

    public int Parts { get; private set; }
    public int Peak { get; private set; }

    public void Add(long now, int parts)
    {
        Forget(now);
        _instants.Enqueue((now, parts));
        Parts += parts;
        Peak = Math.Max(Peak, Parts);
    }

    /// <summary>Drops what is a full second old: two texts exactly one second apart are in different seconds.</summary>
    public void Forget(long now)
    {
        while (_instants.TryPeek(out var oldest) && now - oldest.At >= time.TimestampFrequency)
        {
            _instants.Dequeue();
            Parts -= oldest.Parts;
        }
    }

    /// <summary>How long until the parts fit below the limit; zero when they do. A text larger than the limit fits an empty second.</summary>
    public TimeSpan UntilRoom(long now, int parts, int limit)
    {
        Forget(now);
        var excess = Parts + parts - limit;
        if (excess <= 0 || _instants.Count == 0) return TimeSpan.Zero;
        var leaves = now;
        foreach (var instant in _instants)
        {
            leaves = instant.At + time.TimestampFrequency;
            if ((excess -= instant.Parts) <= 0) break;
        }
        return time.GetElapsedTime(now, leaves);
    }
}
