using System.Diagnostics;

namespace Hark.Testing;

/// <summary>Waits for what gives no event to wait for: what another process does, or an actor by itself.</summary>
public static class Until
{
    static readonly TimeSpan Often = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(40);

    /// <exception cref="TimeoutException">It did not come true in time.</exception>
    public static async Task True(Func<Task<bool>> condition, string what, TimeSpan? within = null)
    {
        var longest = within ?? Longest;
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Often);
        while (!await condition())
        {
            if (watch.Elapsed > longest) throw new TimeoutException($"Not within {longest.TotalSeconds} s: {what}.");
            await timer.WaitForNextTickAsync();
        }
    }

    public static Task True(Func<bool> condition, string what, TimeSpan? within = null) => True(() => Task.FromResult(condition()), what, within);
}
