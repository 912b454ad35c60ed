namespace Hark.Cluster.Tests;

static class Waiting
{
    /// <summary>Long enough for a busy machine; a test that waits so long has failed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Ends when the condition holds; fails with what was waited for.</summary>
    public static async Task Until(Func<bool> holds, string what)
    {
        using var end = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!holds())
        {
            Assert.False(end.IsCancellationRequested, $"Not within {Patience}: {what}");
            await pause.WaitForNextTickAsync();
        }
    }
}
