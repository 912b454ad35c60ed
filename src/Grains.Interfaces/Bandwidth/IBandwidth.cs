namespace Hark;

/// <summary>The send slots of one carrier pool for the whole cluster (B1): a timeline at the pool's rate, leased piece by piece.</summary>
public interface IBandwidth
{
    /// <summary>Leases the next free piece of the timeline. Each instant is leased once; the end of what is leased is written before this answers.</summary>
    Task<Lease> Lease(LeaseRequest request);
    Task<PoolView> View();
}

/// <param name="Node">The process that asks.</param>
/// <param name="Parts">Parts that the piece is for; the answer may be shorter. 0 only tells what waits: nothing is leased and nothing written.</param>
/// <param name="Waiting">What waits for admission on this node: what shares and finish times are computed from.</param>
/// <param name="Least">Parts of the text that is next: a piece with fewer slots is of no use.</param>
/// <param name="Transit">How long an answer is under way. Slots before it arrives lapse, so a pool that is idle adds as many.</param>
/// <param name="HandedOver">Parts that this node handed over since its last answered request.</param>
public sealed record LeaseRequest(string Node, long Parts, IReadOnlyList<Backlog> Waiting, int Least = 1, TimeSpan Transit = default, long HandedOver = 0);

/// <summary>Parts of one store and priority that wait for admission on one node; above 0.</summary>
public sealed record Backlog(StoreId Store, Priority Priority, long Parts);

/// <summary>A piece of the timeline in which its holder alone may hand parts over, at <see cref="Rate"/>.</summary>
/// <param name="Epoch">Of the activation that granted it.</param>
/// <param name="Start">Where the piece starts on that activation's timeline: a piece that starts where the last one ended continues it without a gap.</param>
/// <param name="StartsIn">From the moment of the answer to the start of the piece; below zero when it has begun.</param>
/// <param name="Length">A whole number of slots; zero when nothing was asked for, or nothing is free now: ask again soon.</param>
/// <param name="Took">How long the activation took from the call to the answer: lets the holder bound the answer's instant on its own clock.</param>
/// <param name="Rate">Parts per second.</param>
/// <param name="Shares">By priority: the part of what the whole cluster may have under way that this node may, above 0, at most 1. Null: all of it.</param>
/// <param name="Elsewhere">Parts that wait for admission on other nodes, by store. Null: none.</param>
public sealed record Lease(
    long Epoch, TimeSpan Start, TimeSpan StartsIn, TimeSpan Length, TimeSpan Took, double Rate,
    IReadOnlyList<double>? Shares = null, IReadOnlyDictionary<StoreId, long>? Elsewhere = null);

/// <param name="Used">Parts handed over per second, over the last ten seconds.</param>
/// <param name="Waiting">Parts waiting now, by store.</param>
public sealed record PoolView(string Pool, double Rate, double Used, IReadOnlyDictionary<StoreId, long> Waiting);
