namespace Hark.Grains;

/// <summary>When and what a process asks of its pool. Not thread-safe; the pacer's lock guards it.</summary>
sealed class LeaseKeeper(string node, BandwidthOptions options, long frequency)
{
    static readonly TimeSpan s_firstBackoff = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan s_lastBackoff = TimeSpan.FromSeconds(1);
    static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(50);

    TimeSpan _backoff = s_firstBackoff;
    TimeSpan _roundTrip;
    long _unreported;

    /// <summary>A request is under way; there is one at a time.</summary>
    public bool Asking { get; private set; }

    /// <summary>The pool is left alone until then.</summary>
    public long NotBefore { get; private set; } = long.MinValue;

    /// <summary>When the pool last answered.</summary>
    public long LastAnswer { get; private set; } = long.MinValue;

    /// <summary>Why the pool cannot be reached; null when it answered last.</summary>
    public string? Error { get; private set; }

    public void Count(int handedOver) => _unreported += handedOver;

    /// <param name="parts">Parts that the piece is for.</param>
    /// <param name="next">Parts of the text that is next.</param>
    public LeaseRequest Request(long parts, int next, IReadOnlyDictionary<StoreId, long> waiting)
    {
        Asking = true;
        // A piece for few parts may have passed when its answer comes, so it covers two round trips at least.
        var shortest = s_shortest + 2 * _roundTrip;
        var wanted = TimeSpan.FromSeconds(Math.Min(parts / options.Rate, options.LeaseLength.TotalSeconds));
        return new LeaseRequest(node, wanted > shortest ? wanted : shortest, waiting, next, _unreported);
    }

    public void Answered(LeaseRequest request, Lease lease, long asked, long now)
    {
        (Asking, Error, LastAnswer, _backoff) = (false, null, now, s_firstBackoff);
        _unreported -= request.HandedOver;
        _roundTrip = TimeSpan.FromSeconds((now - asked) / (double)frequency);
        if (lease.Length == TimeSpan.Zero) NotBefore = After(now, s_firstBackoff);
    }

    public void Failed(string error, long now)
    {
        (Asking, Error) = (false, error);
        NotBefore = After(now, _backoff);
        _backoff = 2 * _backoff < s_lastBackoff ? 2 * _backoff : s_lastBackoff;
    }

    long After(long now, TimeSpan span) => now + (long)(span.TotalSeconds * frequency);
}
