namespace Hark.Grains;

/// <summary>When a store's waiting parts will have left (B3).</summary>
public static class FinishTime
{
    /// <summary>
    /// The pool serves all stores with work at equal speed. Until my last part leaves, each other store gets as many parts as I do,
    /// or all of its own when those are fewer; then the pool is mine.
    /// </summary>
    /// <param name="myParts">Parts that wait for this store, 0 or more.</param>
    /// <param name="othersParts">Parts that wait for each other store.</param>
    /// <param name="rate">Parts per second of the pool.</param>
    public static TimeSpan Of(long myParts, IReadOnlyCollection<long> othersParts, double rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(myParts);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        var ahead = othersParts.Sum(parts => (double)Math.Clamp(parts, 0, myParts));
        return TimeSpan.FromSeconds((myParts + ahead) / rate);
    }
}
