namespace Hark.Grains.Tests;

/// <summary>What left, when (in seconds), and how many parts.</summary>
sealed class HandOvers
{
    readonly List<(double At, int Parts, StoreId Store, Priority Priority)> _all = [];

    public IReadOnlyList<(double At, int Parts, StoreId Store, Priority Priority)> All => _all;
    public int Parts => _all.Sum(h => h.Parts);

    public void Add(double at, int parts, StoreId store, Priority priority) => _all.Add((at, parts, store, priority));

    public double PartsOf(StoreId store) => _all.Where(h => h.Store == store).Sum(h => h.Parts);
    public int PartsOf(Priority priority) => _all.Where(h => h.Priority == priority).Sum(h => h.Parts);
    public int Within(double from, double to) => _all.Where(h => h.At >= from && h.At < to).Sum(h => h.Parts);

    /// <summary>The smallest b for which parts ≤ rate·w + b holds for the window between any two hand-overs.</summary>
    public double Burst(double rate)
    {
        double sum = 0, lowest = double.MaxValue, burst = 0;
        foreach (var (at, parts, _, _) in _all.OrderBy(h => h.At))
        {
            lowest = Math.Min(lowest, sum - rate * at);
            sum += parts;
            burst = Math.Max(burst, sum - rate * at - lowest);
        }
        return burst;
    }

    /// <summary>What <see cref="SlotClock"/> promises.</summary>
    public static double Allowed(double rate, int largest = 1) => largest + Math.Max(0.5, rate * 0.010) + Math.Max(0.4, rate * 0.005) + 1e-6;

    /// <summary>Most parts in any window of a second.</summary>
    public int Peak()
    {
        var (peak, sum, first) = (0, 0, 0);
        var ordered = _all.OrderBy(h => h.At).ToList();
        foreach (var (at, parts, _, _) in ordered)
        {
            sum += parts;
            while (ordered[first].At <= at - 1) sum -= ordered[first++].Parts;
            peak = Math.Max(peak, sum);
        }
        return peak;
    }

    /// <summary>Jain's index of fairness: 1 when all are equal.</summary>
    public static double Jain(IReadOnlyCollection<double> shares) => Math.Pow(shares.Sum(), 2) / (shares.Count * shares.Sum(s => s * s));
}
