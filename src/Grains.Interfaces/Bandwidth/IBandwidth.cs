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
/// <param name="Least">Parts of the text that is next: a piece with fewer slots is of no use.</param>
/// <param name="HandedOver">Parts that this node handed over since its last answered request.</param>
public sealed record LeaseRequest(string Node, TimeSpan Length, IReadOnlyDictionary<StoreId, long> Waiting, int Least = 1, long HandedOver = 0);

/// <summary>A piece of the timeline in which its holder alone may hand parts over, at <see cref="Rate"/>.</summary>
/// <param name="Epoch">Of the activation that granted it.</param>
/// <param name="Start">Where the piece starts on that activation's timeline: a piece that starts where the last one ended continues it without a gap.</param>
/// <param name="StartsIn">From the moment of the answer to the start of the piece; below zero when it has begun.</param>
/// <param name="Length">A whole number of slots; zero when nothing is free now: ask again soon.</param>
/// <param name="Took">How long the activation took from the call to the answer: lets the holder bound the answer's instant on its own clock.</param>
/// <param name="Rate">Parts per second.</param>
public sealed record Lease(long Epoch, TimeSpan Start, TimeSpan StartsIn, TimeSpan Length, TimeSpan Took, double Rate);

/// <param name="Used">Parts handed over per second, over the last ten seconds.</param>
/// <param name="Waiting">Parts waiting now, by store.</param>
public sealed record PoolView(string Pool, double Rate, double Used, IReadOnlyDictionary<StoreId, long> Waiting);
