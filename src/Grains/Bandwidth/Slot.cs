namespace Hark.Grains;

/// <summary>Leave to hand one text over now; the default value is no leave.</summary>
public readonly record struct Slot
{
    /// <summary>
    /// A text that has not reached its carrier by then must not go: the slot is somebody else's time, and after a longer halt of
    /// the process others may have taken over its actors (invariant 1). Far more than a busy machine needs from the slot to the
    /// carrier, far less than a cluster needs to declare a process dead. 250 ms.
    /// </summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMilliseconds(250);

    readonly TimeProvider? _time;
    readonly long _takenAt;

    internal Slot(TimeProvider time, long takenAt, double rate) => (_time, _takenAt, PartInterval) = (time, takenAt, TimeSpan.FromSeconds(1 / rate));

    /// <summary>False when no piece of the timeline could be had, or the process stood still while the text waited.</summary>
    public bool Found => _time is not null;

    /// <summary>Whether the text may still go. Look right before the carrier, with no await between.</summary>
    public bool Holds => Found && Age <= Lifetime;

    /// <summary>From the slot of one part of the text to that of the next.</summary>
    public TimeSpan PartInterval { get; }

    /// <summary>Time since the slot was taken; zero without one.</summary>
    public TimeSpan Age => _time?.GetElapsedTime(_takenAt) ?? TimeSpan.Zero;
}
