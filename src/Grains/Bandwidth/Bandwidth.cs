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
    /// <summary>Tenths of a microsecond do not make a slot less.</summary>
    const double Rounding = 1e-6;

    static readonly TimeSpan s_usePeriod = TimeSpan.FromSeconds(10);

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
        var length = Length(SlotsFor(request, called, start));
        if (length > TimeSpan.Zero)
        {
            // ORDER MATTERS: written before it is answered, and remembered only once it is written.
            await state.Write(new BandwidthState(_epoch, time.GetUtcNow() + (start + length - Now)));
            _reserved = start + length;
            _nodes.Holds(request, _reserved, Now);
        }
        var answered = Now;
        return new Lease(_epoch, start, start - answered, length, answered - called, options.Rate, _nodes.SharesOf(request.Node, answered), _nodes.Elsewhere(request.Node, answered));
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

    /// <summary>Just what is asked for, so that others can have the rest; more only while the pool is idle.</summary>
    long SlotsFor(LeaseRequest request, TimeSpan called, TimeSpan start)
    {
        if (request.Parts == 0) return 0;
        var lapsing = called + request.Transit - start;
        var wanted = request.Parts + (lapsing > TimeSpan.Zero ? (long)Math.Ceiling(Slots(lapsing)) : 0);
        var most = Math.Max(request.Least, (long)(Slots(options.LeaseLength) + Rounding));
        var free = (long)(Slots(called + options.MaxAhead - start) + Rounding);
        var fit = Math.Min(most, Math.Max(0, free));
        // Whole texts of the size that is next, so that the end of a piece is not lost to one that does not fit; none while the pool rests beyond the horizon.
        return wanted <= fit ? wanted : fit / request.Least * request.Least;
    }

    double Slots(TimeSpan span) => span.TotalSeconds * options.Rate;

    /// <summary>Whole slots, rounded up to a tick: pieces of broken slots would gain a part at each seam.</summary>
    TimeSpan Length(long slots) => TimeSpan.FromTicks((long)Math.Ceiling(slots / options.Rate * TimeSpan.TicksPerSecond));
}
