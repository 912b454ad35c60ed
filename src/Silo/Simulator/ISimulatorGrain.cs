namespace Hark.Silo;

/// <summary>The simulator of one silo. The key is the silo's address.</summary>
[Alias("hark.simulator")]
public interface ISimulatorGrain : IGrainWithStringKey
{
    Task<IReadOnlyList<SimulatedText>> MessagesTo(PhoneNumber number);
    Task Inbound(PhoneNumber from, string to, string text);
    /// <summary>A call of its own: silos of the version before know the other one.</summary>
    Task InboundWithMedia(PhoneNumber from, string to, string text, IReadOnlyList<InboundMedia> media);
}

[GenerateSerializer, Immutable, Alias("hark.simulator.text")]
public sealed record SimulatedText([property: Id(0)] string From, [property: Id(1)] string Text, [property: Id(2)] DateTimeOffset At, [property: Id(3)] string? MediaUrl = null);
