using Hark.Carriers;

namespace Hark.Silo;

[GrainType("simulator"), SiloOfKey]
sealed class SimulatorGrain(SimulatorCarrier carrier) : ISimulatorGrain
{
    public Task<IReadOnlyList<SimulatedText>> MessagesTo(PhoneNumber number) =>
        Task.FromResult<IReadOnlyList<SimulatedText>>([.. carrier.MessagesTo(number).Select(m => new SimulatedText(m.From, m.Text, m.At, m.MediaUrl))]);

    public Task Inbound(PhoneNumber from, string to, string text) => carrier.Inbound(from, to, text);

    public Task InboundWithMedia(PhoneNumber from, string to, string text, IReadOnlyList<InboundMedia> media) => carrier.Inbound(from, to, text, media);
}
