using Hark.Grains;

namespace Hark.Carriers;

public enum LinkState
{
    /// <summary>Not connected.</summary>
    Down,
    /// <summary>Connected in part, or resting because the carrier throttled or did not answer.</summary>
    Impaired,
    Up,
}

/// <summary>How a link stands.</summary>
/// <param name="Sessions">Bound now.</param>
/// <param name="Window">Texts or parts that may be unanswered now.</param>
/// <param name="InFlight">Of them, unanswered.</param>
/// <param name="HoldFor">How long nothing leaves; zero when it can.</param>
/// <param name="Trouble">The last one, as a sentence; null while there is none.</param>
public sealed record LinkReport(string Name, string Kind, LinkState State, int Sessions, int Window, int InFlight, TimeSpan HoldFor, string? Trouble);

/// <summary>A carrier that can be down.</summary>
public interface ILink : ICarrier
{
    LinkReport Report();
}

/// <summary>Told of what passes on links. Called from any thread; must be quick and not throw.</summary>
public interface ILinkObserver
{
    /// <summary>The state or the trouble changed.</summary>
    void Changed(LinkReport link);

    /// <summary>The carrier answered a hand-over.</summary>
    /// <param name="code">Its own code, as its manuals name it.</param>
    void Answered(string link, string code, TimeSpan roundTrip);
}

/// <summary>Tells nobody.</summary>
public sealed class NoObserver : ILinkObserver
{
    public void Changed(LinkReport link)
    {
    }

    public void Answered(string link, string code, TimeSpan roundTrip)
    {
    }
}
