using Hark.Silo;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace Hark.Cluster.Tests;

/// <summary>Silos in this process on one database, and a client as an API host is one.</summary>
sealed class SilosInProcess : IAsyncDisposable
{
    readonly InProcessTestCluster _cluster;

    SilosInProcess(InProcessTestCluster cluster) => _cluster = cluster;

    public IGrains Grains => new OrleansGrains(_cluster.Client);
    public IGrainFactory GrainFactory => _cluster.Client;

    /// <summary>The services of each silo that runs.</summary>
    public IReadOnlyList<IServiceProvider> Silos => [.. _cluster.GetActiveSilos().Select(silo => _cluster.GetSiloServiceProvider(silo.SiloAddress))];

    /// <summary>The actors as each process addresses them: the client, then each silo. Wherever an actor lives, it is another process for most of these.</summary>
    public IReadOnlyList<IGrains> FromEverywhere => [Grains, .. Silos.Select(silo => silo.GetRequiredService<IGrains>())];

    /// <param name="services">Registered last, so that a test may take the place of what a silo works with.</param>
    public static async Task<SilosInProcess> Start(string database, IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null, short silos = 2)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.Options.ConfigureFileLogging = false;
        // Wake-ups are kept under it.
        builder.Options.ServiceId = "hark";
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Database:ConnectionString"] = database, ["Database:Connections"] = "2" });
            host.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        });
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddActors(silo.Configuration);
            services?.Invoke(silo.Services);
        });
        builder.ConfigureClient(client =>
        {
            client.Services.AddContracts();
            client.Services.AddSingleton<IOutgoingGrainCallFilter, NoAnswerFilter>();
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new(cluster);
    }

    /// <summary>A silo's process dies.</summary>
    public Task KillOne() => _cluster.KillSiloAsync(_cluster.GetActiveSilos().Last());

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        // Orleans' connections would stay open for minutes.
        Npgsql.NpgsqlConnection.ClearAllPools();
    }
}
