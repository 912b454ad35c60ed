namespace Hark.Testing;

/// <summary>A pool that grants what is asked: pieces of an hour at a rate that a test does not exhaust.</summary>
public sealed class OpenPool : IBandwidth
{
    long _leases;

    /// <summary>The pool cannot be reached.</summary>
    public bool Down { get; set; }

    /// <summary>When the next piece starts. A start in the past gives slots at once, though the clock stands still.</summary>
    public TimeSpan StartsIn { get; set; } = TimeSpan.FromSeconds(-1);

    public Task<Lease> Lease(LeaseRequest request)
    {
        if (Down) return Task.FromException<Lease>(new TimeoutException("The pool does not answer."));
        return Task.FromResult(new Lease(++_leases, TimeSpan.Zero, StartsIn, TimeSpan.FromHours(1), TimeSpan.Zero, 1_000_000));
    }

    public Task<PoolView> View() => throw new NotSupportedException();
}
