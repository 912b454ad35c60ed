namespace Hark.Bench;

/// <summary>The largest resident set while it lives, looked at ten times a second.</summary>
sealed class MemoryWatch : IDisposable
{
    readonly Timer _timer;
    long _peak;

    public MemoryWatch() => _timer = new Timer(_ => Look(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));

    public double PeakMegabytes
    {
        get
        {
            Look();
            return _peak / 1e6;
        }
    }

    public void Dispose() => _timer.Dispose();

    void Look() => _peak = Math.Max(_peak, Environment.WorkingSet);
}
