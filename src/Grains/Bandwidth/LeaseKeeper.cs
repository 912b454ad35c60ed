namespace Hark.Grains;

/// <summary>When and what a process asks of its pool. Not thread-safe; the pacer's lock guards it.</summary>
sealed class LeaseKeeper(string node, BandwidthOptions options, long frequency)
{
    static readonly TimeSpan s_firstBackoff = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan s_lastBackoff = TimeSpan.FromSeconds(1);
    static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan s_reportEvery = TimeSpan.FromMilliseconds(500);
    static readonly IReadOnlyDictionary<StoreId, long> s_nothing = new Dictionary<StoreId, long>();

    TimeSpan _backoff = s_firstBackoff;
    TimeSpan _roundTrip;
    long _unreported;
    long _askedAt = long.MinValue;
    long _gather = long.MinValue;
    bool _toldOfWork;

    /// <summary>A request is under way; there is one at a time.</summary>
    public bool Asking { get; private set; }

    /// <summary>The pool is left alone until then.</summary>
    public long NotBefore { get; private set; } = long.MinValue;

    /// <summary>
    /// When the next short piece is asked for. While the pool is busy, texts stand at the exit for a while anyway: a few are gathered
    /// for one question, since each costs the pool a state write.
    /// </summary>
    public long ShortPieceAt => Math.Max(NotBefore, _gather);

    /// <summary>When the pool last answered.</summary>
    public long LastAnswer { get; private set; } = long.MinValue;

    /// <summary>Why the pool cannot be reached; null when it answered last.</summary>
    public string? Error { get; private set; }

    /// <summary>By priority, this process' share of the windows, as the pool told last; null: all.</summary>
    public IReadOnlyList<double>? Shares { get; private set; }

    /// <summary>Parts waiting in other processes, by store, as the pool told last.</summary>
    public IReadOnlyDictionary<StoreId, long> Elsewhere { get; private set; } = s_nothing;

    public void Count(int handedOver) => _unreported += handedOver;

    /// <summary>When the pool has to be asked though no piece is needed, so that it knows what waits here and this process what waits elsewhere; never while nothing waits.</summary>
    public long ReportAt(bool waiting)
    {
        if (!waiting && !_toldOfWork && Elsewhere.Count == 0) return long.MaxValue;
        return Math.Max(NotBefore, _askedAt == long.MinValue ? long.MinValue : After(_askedAt, s_reportEvery));
    }

    /// <summary>A piece for a process that is alone: long, so that few are needed.</summary>
    /// <param name="parts">Parts that the piece is for.</param>
    /// <param name="next">Parts of the text that is next.</param>
    public LeaseRequest LongPiece(long now, long parts, int next, IReadOnlyList<Backlog> waiting)
    {
        // A piece for few parts may have passed when its answer comes, so it covers two round trips at least.
        var shortest = s_shortest + 2 * _roundTrip;
        var wanted = TimeSpan.FromSeconds(Math.Min(parts / options.Rate, options.LeaseLength.TotalSeconds));
        var length = Shorter(wanted > shortest ? wanted : shortest, options.LeaseLength);
        var slots = Math.Max(next, (long)(length.TotalSeconds * options.Rate + 1e-6));
        return Ask(now, new LeaseRequest(node, slots / next * next, waiting, next, HandedOver: _unreported));
    }

    /// <summary>A piece for a process among others: only for the texts that stand at its exit, since the slots would be taken from the others. No parts: only a report.</summary>
    public LeaseRequest ShortPiece(long now, long parts, int next, IReadOnlyList<Backlog> waiting) =>
        Ask(now, new LeaseRequest(node, parts, waiting, next, _roundTrip, _unreported));

    public void Answered(LeaseRequest request, Lease lease, long asked, long now)
    {
        (Asking, Error, LastAnswer, _backoff) = (false, null, now, s_firstBackoff);
        (Shares, Elsewhere) = (lease.Shares, lease.Elsewhere ?? s_nothing);
        _unreported -= request.HandedOver;
        _roundTrip = TimeSpan.FromSeconds((now - asked) / (double)frequency);
        if (request.Parts == 0) return;
        if (lease.Length == TimeSpan.Zero) NotBefore = After(now, s_firstBackoff);
        _gather = After(now, Shorter(lease.StartsIn, options.Lead) / 4);
    }

    public void Failed(string error, long now)
    {
        (Asking, Error) = (false, error);
        NotBefore = After(now, _backoff);
        _backoff = 2 * _backoff < s_lastBackoff ? 2 * _backoff : s_lastBackoff;
    }

    LeaseRequest Ask(long now, LeaseRequest request)
    {
        (Asking, _askedAt, _toldOfWork) = (true, now, request.Waiting.Count > 0);
        return request;
    }

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    long After(long now, TimeSpan span) => now + (long)(span.TotalSeconds * frequency);
}
