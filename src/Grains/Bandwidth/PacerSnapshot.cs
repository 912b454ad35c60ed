namespace Hark.Grains;

/// <summary>What one process' pacer is doing.</summary>
/// <param name="Rate">Parts per second of the pool.</param>
/// <param name="Used">Parts per second that this process handed over, over the last ten seconds.</param>
/// <param name="Waiting">Parts waiting for admission here, by store.</param>
/// <param name="Elsewhere">Parts waiting for admission in other processes, by store, as the pool told last; empty when this one is alone.</param>
/// <param name="Admitted">Parts admitted here and not yet answered.</param>
/// <param name="AtExit">Parts waiting for their slot here.</param>
/// <param name="PoolError">Why the pool cannot be reached; null when it answered last.</param>
public sealed record PacerSnapshot(
    double Rate, double Used, IReadOnlyDictionary<StoreId, long> Waiting, IReadOnlyDictionary<StoreId, long> Elsewhere, long Admitted, long AtExit, string? PoolError)
{
    /// <summary>The part of the pool's use that a store gets, or would get if it joined.</summary>
    public double ShareOf(StoreId store) => 1.0 / Waiting.Keys.Union(Elsewhere.Keys).Append(store).Distinct().Count();

    /// <summary>When so many parts of a store will have left, under what waits now in the whole cluster.</summary>
    public TimeSpan FinishOf(StoreId store, long parts) =>
        FinishTime.Of(parts, [.. Waiting.Concat(Elsewhere).Where(w => w.Key != store).GroupBy(w => w.Key, (_, same) => same.Sum(w => w.Value))], Rate);
}
