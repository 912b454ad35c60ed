namespace Hark.Grains;

/// <summary>What one process' pacer is doing.</summary>
/// <param name="Rate">Parts per second of the pool.</param>
/// <param name="Used">Parts per second that this process handed over, over the last ten seconds.</param>
/// <param name="Waiting">Parts waiting for admission here, by store.</param>
/// <param name="Admitted">Parts admitted and not yet handed over.</param>
/// <param name="AtExit">Parts waiting for their slot.</param>
/// <param name="PoolError">Why the pool cannot be reached; null when it answered last.</param>
public sealed record PacerSnapshot(double Rate, double Used, IReadOnlyDictionary<StoreId, long> Waiting, long Admitted, long AtExit, string? PoolError)
{
    /// <summary>The part of this process' use that a store gets, or would get if it joined.</summary>
    public double ShareOf(StoreId store) => 1.0 / (Waiting.Count + (Waiting.ContainsKey(store) ? 0 : 1));

    /// <summary>When so many parts of a store will have left, under what waits here now.</summary>
    public TimeSpan FinishOf(StoreId store, long parts) => FinishTime.Of(parts, Waiting.Where(w => w.Key != store).Select(w => w.Value).ToList(), Rate);
}
