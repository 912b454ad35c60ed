using Hark.Embedded;
using Hark.Grains;

namespace Hark.Api;

/// <summary>Where the API meets the host for one machine. A host of another kind brings a file like this.</summary>
public static class EmbeddedSeam
{
    public static void AddEmbeddedHost(this WebApplicationBuilder builder)
    {
        builder.Services.AddEmbeddedHost(builder.Configuration);
        builder.Services.AddSingleton<IReadiness, EmbeddedReadiness>();
        builder.Services.AddSingleton<ISimulator, EmbeddedSimulator>();
        builder.Services.AddSingleton<CheckNumber>(NumberRules.Check);
        builder.Services.AddSingleton<MayTextAt>(_ => new QuietHours(QuietHoursTable.Load()) is var hours ? (number, time) => hours.Decide(number, time).Open : throw new InvalidOperationException());
    }

    sealed class EmbeddedReadiness(EmbeddedService host) : IReadiness
    {
        public string? NotReadyBecause => host.NotReadyBecause;
    }

    sealed class EmbeddedSimulator(EmbeddedService host) : ISimulator
    {
        public IReadOnlyList<HandsetMessage> MessagesTo(PhoneNumber number) =>
            [.. host.Carrier.MessagesTo(number).Reverse().Select(m => new HandsetMessage(m.From, m.Text, m.At))];

        public Task Inbound(PhoneNumber from, string to, string text) => host.Carrier.Inbound(from, to, text);
    }
}
