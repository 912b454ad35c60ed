using System.Diagnostics;

namespace Hark.Process.Tests;

/// <summary>Waits for what another process does, which gives no event to wait for.</summary>
static class Until
{
    static readonly TimeSpan Often = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(40);

    /// <exception cref="TimeoutException">It did not come true in time.</exception>
    public static async Task True(Func<Task<bool>> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Often);
        while (!await condition())
        {
            if (watch.Elapsed > Longest) throw new TimeoutException($"Not within {Longest.TotalSeconds} s: {what}.");
            await timer.WaitForNextTickAsync();
        }
    }

    public static Task True(Func<bool> condition, string what) => True(() => Task.FromResult(condition()), what);
}
