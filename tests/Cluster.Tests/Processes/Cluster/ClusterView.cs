using Hark.Silo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Hark.Cluster.Tests;

/// <summary>A client in the process of the tests: tells which silo holds an actor, and asks actors what the API does not tell.</summary>
sealed class ClusterView : IAsyncDisposable
{
    readonly IHost _host;
    readonly List<Node> _silos;

    ClusterView(IHost host, List<Node> silos) => (_host, _silos) = (host, silos);

    public IGrains Actors => new OrleansGrains(Factory);

    IGrainFactory Factory => _host.Services.GetRequiredService<IClusterClient>();

    public static async Task<ClusterView> Open(string database, List<Node> silos)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client =>
        {
            client.Configure<Orleans.Configuration.ClusterOptions>(o => (o.ClusterId, o.ServiceId) = ("hark", "hark"));
            client.Configure<GatewayOptions>(o => o.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2));
            client.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = ("Npgsql", database));
            client.Services.AddContracts();
        });
        var host = builder.Build();
        await host.StartAsync();
        return new(host, silos);
    }

    public Task<Node?> HolderOfBandwidth() => HolderOf(Factory.GetGrain<IBandwidthGrain>(Pools.Shared));

    public Task<Node?> HolderOf(CampaignId campaign) => HolderOf(Factory.GetGrain<ICampaignGrain>(campaign.Value));

    public Task<Node?> HolderOf(PhoneNumber number) => HolderOf(Factory.GetGrain<ISubscriberGrain>(number.Digits));

    /// <summary>Silos that the cluster counts as its members.</summary>
    public async Task<int> Members() => (await Factory.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Count;

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    /// <returns>Null when the actor is in no silo's memory.</returns>
    async Task<Node?> HolderOf(IAddressable actor) =>
        await Factory.GetGrain<IManagementGrain>(0).GetActivationAddress(actor) is { } address ? _silos.Single(s => s.SiloPort == address.Endpoint.Port) : null;
}
