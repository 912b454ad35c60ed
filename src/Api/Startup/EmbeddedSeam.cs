using Hark.Embedded;
using Hark.Grains;
using Hark.Hosting;

namespace Hark.Api;

/// <summary>Where the API meets the host for one machine. A host of another kind brings a file like this.</summary>
public static class EmbeddedSeam
{
    public static void AddEmbeddedHost(this WebApplicationBuilder builder)
    {
        builder.Services.AddEmbeddedHost(builder.Configuration);
        builder.Services.AddSingleton<IReadiness, EmbeddedReadiness>();
        if (CarrierLinks.Read(builder.Configuration).Simulated) builder.Services.AddSingleton<ISimulator, EmbeddedSimulator>();
        builder.Services.AddSingleton<CheckNumber>(NumberRules.Check);
    }

    sealed class EmbeddedReadiness(EmbeddedService host) : IReadiness
    {
        public string? NotReadyBecause => host.NotReadyBecause;
    }

    sealed class EmbeddedSimulator(EmbeddedService host) : ISimulator
    {
        public Task<IReadOnlyList<HandsetMessage>> MessagesTo(PhoneNumber number) =>
            Task.FromResult<IReadOnlyList<HandsetMessage>>([.. host.Carrier.MessagesTo(number).Reverse().Select(m => new HandsetMessage(m.From, m.Text, m.At, m.MediaUrl))]);

        public Task Inbound(PhoneNumber from, string to, string text, IReadOnlyList<InboundMedia>? media) => host.Carrier.Inbound(from, to, text, media);
    }
}
