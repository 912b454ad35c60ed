namespace Hark.Grains;

/// <summary>An actor that is called back.</summary>
public interface IWakeable
{
    /// <summary>A turn like any other. May come early, late or more than once; the actor looks at its state to see what is due.</summary>
    Task Wake();

    /// <summary>The activation ends (idle, or the process stops): finish what is in flight and begin nothing new.</summary>
    Task Rest();
}

/// <summary>How an actor has itself called back.</summary>
public interface IWakeups
{
    /// <summary>Soon, in this process only: lost with it. An earlier or equal call pending makes this one unnecessary. Safe to call from any thread.</summary>
    void Soon(TimeSpan delay = default);

    /// <summary>At a time and then each minute until replaced or taken back, even if the process dies in between. One per actor: a new time replaces the old one.</summary>
    Task At(DateTimeOffset time);

    /// <summary>Takes back <see cref="At"/>.</summary>
    Task Never();
}
