namespace Hark.Cluster.Tests;

/// <summary>What the pool's rate allows (invariant 3).</summary>
static class Cap
{
    /// <summary>Parts in any second: the rate, one text, and what SlotClock documents as its burst: a tolerance of half a slot or 2 ms and an overhang of 0.4 slots or 5 ms.</summary>
    /// <remarks>And one text more: a thread that a busy machine stops between its look at the slot and the carrier's clock moves its text by some milliseconds. Tests of the slots, where the clock is ours, allow nothing.</remarks>
    public static int Most(int rate) => (int)Math.Floor(rate + 2 + Math.Max(0.5, 0.002 * rate) + Math.Max(0.4, 0.005 * rate));

    /// <summary>The longest time without a text from an instant on, until the last of them.</summary>
    public static TimeSpan LongestPause(long from, IEnumerable<Arrival> arrivals)
    {
        var times = arrivals.Select(a => a.At).Where(at => at > from).Prepend(from).Order().ToList();
        return TimeSpan.FromMilliseconds(times.Zip(times.Skip(1), (a, b) => b - a).Append(0).Max());
    }
}
