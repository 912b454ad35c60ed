namespace Hark.Grains;

/// <summary>One carrier pool for the whole cluster: a timeline at the pool's rate whose every instant is leased once (invariant 3).</summary>
/// <remarks>
/// Inside one activation the monotonic clock counts, so steps of the wall clock do not matter. Between activations only the wall
/// clock is left. Stepped back, it makes the pool rest for at most <see cref="BandwidthOptions.MaxAhead"/>, because no piece ends
/// later than that. Stepped forward by more than <see cref="BandwidthOptions.ClockSkew"/> between the last lease and the next
/// activation, it cannot be told from time that passed: pieces of at most MaxAhead could then be leased a second time, once.
/// </remarks>
public class Bandwidth(IState<BandwidthState> state, BandwidthOptions options, TimeProvider time, string pool) : IBandwidth
{
    static readonly TimeSpan s_usePeriod = TimeSpan.FromSeconds(10);

    /// <summary>A shorter piece is over before its holder hears of it.</summary>
    static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(10);

    readonly NodeReports _nodes = new();
    readonly UseMeter _use = new(TimeSpan.TicksPerSecond, s_usePeriod);
    long _epoch;
    long _activatedAt;
    TimeSpan _reserved;

    /// <exception cref="StorageUnavailableException">Nothing was leased.</exception>
    public async Task<Lease> Lease(LeaseRequest request)
    {
        Activate();
        var called = Now;
        _nodes.Report(request, called);
        _use.Add(called.Ticks, request.HandedOver);

        var start = _reserved > called ? _reserved : called;
        var length = Length(SlotsFor(request, called + options.MaxAhead - start));
        if (length > TimeSpan.Zero)
        {
            // ORDER MATTERS: written before it is answered, and remembered only once it is written.
            await state.Write(new BandwidthState(_epoch, time.GetUtcNow() + (start + length - Now)));
            _reserved = start + length;
            _nodes.Holds(request.Node, _reserved);
        }
        var answered = Now;
        return new Lease(_epoch, start, start - answered, length, answered - called, options.Rate);
    }

    public Task<PoolView> View()
    {
        Activate();
        return Task.FromResult(new PoolView(pool, options.Rate, _use.PerSecond(Now.Ticks), _nodes.Waiting(Now)));
    }

    /// <summary>Time on this activation's timeline.</summary>
    TimeSpan Now => time.GetElapsedTime(_activatedAt);

    void Activate()
    {
        if (_epoch > 0) return;
        _activatedAt = time.GetTimestamp();
        _epoch = (state.Value?.Epoch ?? 0) + 1;
        if (state.Value is not { } last) return;
        var rest = last.ReservedThrough - time.GetUtcNow();
        if (rest > options.MaxAhead) rest = options.MaxAhead;
        rest += options.ClockSkew;
        _reserved = rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    /// <summary>The node's share of what it asks for, but enough for its next text; none when that does not fit before the horizon.</summary>
    long SlotsFor(LeaseRequest request, TimeSpan free)
    {
        var asked = request.Length < options.LeaseLength ? request.Length : options.LeaseLength;
        var share = (long)(asked.TotalSeconds * options.Rate * _nodes.ShareOf(request.Node, Now) + 1e-6);
        var least = Math.Max(request.Least, (long)(s_shortest.TotalSeconds * options.Rate));
        var fit = Math.Max(0, (long)(free.TotalSeconds * options.Rate + 1e-6));
        // Whole texts of the size that is next, so that the end of a piece is not lost to one that does not fit; none while the pool rests beyond the horizon.
        return Math.Min(Math.Max(share, least), fit) / request.Least * request.Least;
    }

    /// <summary>Whole slots, rounded up to a tick: pieces of broken slots would gain a part at each seam.</summary>
    TimeSpan Length(long slots) => TimeSpan.FromTicks((long)Math.Ceiling(slots / options.Rate * TimeSpan.TicksPerSecond));
}
