namespace Hark.Api;

/// <summary>The invented handsets of an installation without a carrier.</summary>
public interface ISimulator
{
    /// <summary>What reached a handset, oldest first.</summary>
    Task<IReadOnlyList<HandsetMessage>> MessagesTo(PhoneNumber number);

    /// <summary>A handset texts a number or short code. When this ends without an error the text is durable.</summary>
    /// <param name="media">What comes with it; null is nothing.</param>
    Task Inbound(PhoneNumber from, string to, string text, IReadOnlyList<InboundMedia>? media = null);
}

/// <param name="From">The sender that the handset shows.</param>
/// <param name="MediaUrl">Where the picture of the text is; null when it has none.</param>
public sealed record HandsetMessage(string From, string Text, DateTimeOffset At, string? MediaUrl = null);
