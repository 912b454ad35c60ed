namespace Hark.Grains;

/// <summary>How texts leave. Answers within its own time-out, which is shorter than a call's; never throws for what a carrier can do.</summary>
public interface ICarrier
{
    Task<SubmitResult> Submit(CarrierText text);
}

/// <param name="MediaUrl">Where the carrier fetches the text's picture; null when it has none.</param>
public sealed record CarrierText(DeliveryId Reference, PhoneNumber To, OutboundText Text, string? MediaUrl = null);

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
    Task Receipts(IReadOnlyList<DeliveryReceipt> receipts);
    Task Received(InboundText text);
}

/// <param name="CarrierReference">The carrier's id from the answer to the hand-over. A receipt may come before that answer.</param>
/// <param name="Status"><see cref="DeliveryStatus.Delivered"/> or <see cref="DeliveryStatus.Undelivered"/>.</param>
public sealed record DeliveryReceipt(string CarrierReference, DeliveryStatus Status, string? Code, DateTimeOffset At);
