namespace Hark.Grains;

/// <summary>
/// Where the timeline of the pool's activation lies on this process' clock. Each answer bounds it by its own round trip, and what
/// earlier answers of the same activation said stays true but for the drift of two clocks: the quickest answers count.
/// </summary>
sealed class TimelineOffset(long frequency)
{
    /// <summary>Twice what the quartz of two machines may differ by.</summary>
    const double Drift = 200e-6;

    long _epoch = -1;
    long _learned;

    /// <summary>Bounds of the timeline's zero, in ticks of this process' clock.</summary>
    public double Earliest { get; private set; }
    public double Latest { get; private set; }

    /// <param name="lease">One that was written: of two activations with one epoch only one can write.</param>
    public void Learn(Lease lease, long asked, long answered)
    {
        var at = Ticks(lease.Start - lease.StartsIn);
        var (earliest, latest) = (asked + Ticks(lease.Took) - at, answered - at);
        if (lease.Epoch == _epoch)
        {
            var drift = (answered - _learned) * Drift;
            var (e, l) = (Math.Max(earliest, Earliest - drift), Math.Min(latest, Latest + drift));
            // Bounds that exclude each other: a clock stood still. The new ones count.
            if (e <= l) (earliest, latest) = (e, l);
        }
        (_epoch, _learned, Earliest, Latest) = (lease.Epoch, answered, earliest, latest);
    }

    double Ticks(TimeSpan span) => span.Ticks * (double)frequency / TimeSpan.TicksPerSecond;
}
