using System.ComponentModel.DataAnnotations;

namespace Hark.Grains;

/// <summary>How fast a carrier pool may be used, and how finely its time is shared out (B1, B2).</summary>
public sealed class BandwidthOptions
{
    /// <summary>The largest text in parts: 1600 characters of UCS-2 are 24, rounded up to leave room.</summary>
    public const int LargestText = 32;

    const double LeastRate = 0.001;

    /// <summary>Parts per second that all processes together may hand over; what the carrier's contract says. Default 30. 1,000,000 is no cap in practice.</summary>
    [Range(LeastRate, 1_000_000)]
    public double Rate { get; set; } = 30;

    /// <summary>The longest piece of the pool's timeline that one process takes at once. Longer: fewer state writes (one per piece). Shorter: a process that starts to send waits less for its turn, and less is lost when one dies. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:30")]
    public TimeSpan LeaseLength { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How far ahead of their slots texts of one priority enter the gate. Longer: the pool stays full while the gate is slow. Shorter: less is in flight when a process dies or a new store joins. Default 250 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan Lead { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a text waits at the exit while no piece of the timeline can be had, before it is told that it cannot go. Must be shorter than a call's time-out. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:20")]
    public TimeSpan HandOverTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How far the wall clocks of two machines may differ, or one may step forward while the pool moves from one to another. The pool rests that much longer after such a move. Default 100 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>No piece ends later than this after it was asked for: two seconds, or what the largest text or two leases need.</summary>
    public TimeSpan MaxAhead => new[] { TimeSpan.FromSeconds(2), 2 * LeaseLength, TimeSpan.FromSeconds(LargestText / Math.Max(Rate, LeastRate)) }.Max();

    /// <summary>Parts of one priority that may be admitted and not yet answered; two texts may always be.</summary>
    /// <param name="atCarrier">How long a text is at the carrier: it counts for so long, though its slot is used.</param>
    public int Window(TimeSpan atCarrier = default) => (int)Math.Clamp(Rate * (Lead + atCarrier).TotalSeconds, 1, 4096);

    /// <summary>The same at another rate.</summary>
    public BandwidthOptions At(double rate) => new() { Rate = rate, LeaseLength = LeaseLength, Lead = Lead, HandOverTimeout = HandOverTimeout, ClockSkew = ClockSkew };

    internal static void CheckParts(int parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parts);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parts, LargestText);
    }
}
