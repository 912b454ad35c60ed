using Hark.Api;

namespace Hark.Silo;

/// <summary>The invented handsets of the cluster: each silo hands over to a simulator of its own, and a handset is what all of them together sent to it.</summary>
sealed class ClusterSimulator(IGrainFactory grains) : ISimulator
{
    public async Task<IReadOnlyList<HandsetMessage>> MessagesTo(PhoneNumber number)
    {
        var texts = await Task.WhenAll((await Silos()).Select(silo => silo.MessagesTo(number)));
        return [.. texts.SelectMany(t => t).OrderBy(t => t.At).Select(t => new HandsetMessage(t.From, t.Text, t.At, t.MediaUrl))];
    }

    public async Task Inbound(PhoneNumber from, string to, string text, IReadOnlyList<InboundMedia>? media)
    {
        var silo = (await Silos()).First();
        await (media is null or [] ? silo.Inbound(from, to, text) : silo.InboundWithMedia(from, to, text, media));
    }

    async Task<IEnumerable<ISimulatorGrain>> Silos()
    {
        var hosts = await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
        return hosts.Keys.Select(silo => grains.GetGrain<ISimulatorGrain>(silo.ToParsableString()));
    }
}
