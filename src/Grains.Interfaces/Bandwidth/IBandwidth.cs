namespace Hark;

/// <summary>The send slots of one carrier pool for the whole cluster (B1): a timeline at the pool's rate, leased piece by piece.</summary>
public interface IBandwidth
{
    /// <summary>Leases the next free piece of the timeline. Each instant is leased once; the end of what is leased is written before this answers.</summary>
    Task<Lease> Lease(LeaseRequest request);
    Task<PoolView> View();
}

/// <param name="Node">The process that asks.</param>
/// <param name="Waiting">Parts waiting on this node, by store: what shares and finish times are computed from.</param>
/// <param name="Length">How long a piece is wanted; the answer may be shorter when other nodes wait too.</param>
public sealed record LeaseRequest(string Node, TimeSpan Length, IReadOnlyDictionary<StoreId, long> Waiting);

/// <summary>A piece of the timeline in which its holder alone may hand parts over, at <see cref="Rate"/>.</summary>
/// <param name="Epoch">Of the activation that granted it.</param>
/// <param name="StartsIn">From the moment of the answer to the start of the piece.</param>
/// <param name="Took">How long the activation took from the call to the answer: lets the holder bound the answer's instant on its own clock.</param>
/// <param name="Rate">Parts per second.</param>
public sealed record Lease(long Epoch, TimeSpan StartsIn, TimeSpan Length, TimeSpan Took, double Rate);

/// <param name="Used">Parts handed over per second, over the last ten seconds.</param>
/// <param name="Waiting">Parts waiting now, by store.</param>
public sealed record PoolView(string Pool, double Rate, double Used, IReadOnlyDictionary<StoreId, long> Waiting);
