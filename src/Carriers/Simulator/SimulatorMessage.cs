namespace Hark.Carriers;

/// <summary>A text as its handset shows it.</summary>
/// <param name="From">The number or short code it came from.</param>
/// <param name="At">When it was handed over.</param>
/// <param name="MediaUrl">Where its picture is; a handset shows the picture, the simulator fetches nothing.</param>
public sealed record SimulatorMessage(DeliveryId Id, string From, PhoneNumber To, string Text, DateTimeOffset At, int Parts, string? MediaUrl = null);
