namespace Hark.Grains;

/// <summary>How texts leave. Answers within its own time-out, which is shorter than a call's; never throws for what a carrier can do.</summary>
public interface ICarrier
{
    /// <summary>False where the sender's link has no way to carry a picture.</summary>
    bool TakesPictures(string sender) => true;

    /// <summary>How long nothing can leave from this sender, because its link is down or was throttled; zero when it can. Pumps wait so long instead of asking for one text after another.</summary>
    TimeSpan HoldFor(string sender) => TimeSpan.Zero;

    /// <summary>Waits until the sender's link has room for a text, for a bounded time. Dispose of the room when the answer is there.</summary>
    /// <remarks>Room comes before the slot (<see cref="SendPacer.HandOver"/>): a text that stood in the link's own queue would leave at somebody else's time.</remarks>
    ValueTask<LinkRoom> Enter(string sender) => new(LinkRoom.Unbounded);

    Task<SubmitResult> Submit(CarrierText text);
}

/// <param name="MediaUrl">Where the carrier fetches the text's picture; null when it has none.</param>
/// <param name="Room">On the link by which it leaves; null lets the carrier find some.</param>
/// <param name="PartInterval">For carriers that take each part by itself: the first leaves at once, the others so far apart, each in a slot of its own.</param>
public sealed record CarrierText(DeliveryId Reference, PhoneNumber To, OutboundText Text, string? MediaUrl = null, LinkRoom? Room = null, TimeSpan PartInterval = default);

/// <summary>Room for one text on a link.</summary>
public class LinkRoom : IDisposable
{
    /// <summary>Of a carrier that takes any number of texts at once.</summary>
    public static LinkRoom Unbounded { get; } = new();

    /// <summary>Why there is none: <see cref="SubmitStatus.NotSent"/>; null when there is.</summary>
    public SubmitResult? Refusal { get; init; }

    /// <summary>May be called more than once.</summary>
    public void Dispose()
    {
        Leave();
        GC.SuppressFinalize(this);
    }

    protected virtual void Leave()
    {
    }
}

public enum SubmitStatus
{
    /// <summary>The carrier has it.</summary>
    Accepted,
    /// <summary>The carrier refused it for good.</summary>
    Rejected,
    /// <summary>The carrier asks the whole link to slow down; it does not have this text.</summary>
    Throttled,
    /// <summary>It never left (link down); it may be handed over again.</summary>
    NotSent,
    /// <summary>It left and no answer came: it may or may not have arrived.</summary>
    Unknown,
}

/// <param name="Reference">The carrier's id, when accepted.</param>
/// <param name="Code">The carrier's code, when not accepted.</param>
/// <param name="RetryAfter">When throttled or not sent.</param>
public sealed record SubmitResult(SubmitStatus Status, string? Reference = null, string? Code = null, TimeSpan RetryAfter = default);

/// <summary>How receipts and texts from handsets arrive. A carrier calls it; when the task has ended without an error they are durable and the carrier may forget them.</summary>
public interface ICarrierEvents
{
    /// <summary>None is allowed: those that wait for their text are looked at again.</summary>
    Task Receipts(IReadOnlyList<DeliveryReceipt> receipts);

    /// <summary>A text that was <see cref="SubmitStatus.Unknown"/> has been accepted after all: its answer came late.</summary>
    Task Answered(DeliveryId delivery, string carrierReference);

    Task Received(InboundText text);
}

/// <param name="CarrierReference">The carrier's id from the answer to the hand-over. A receipt may come before that answer.</param>
/// <param name="Status"><see cref="DeliveryStatus.Delivered"/> or <see cref="DeliveryStatus.Undelivered"/>.</param>
/// <param name="Handset">Whom the text was for, if the carrier tells. A text whose answer was lost has no reference: it is found by its number.</param>
public sealed record DeliveryReceipt(string CarrierReference, DeliveryStatus Status, string? Code, DateTimeOffset At, PhoneNumber? Handset = null);
