using System.Diagnostics.Metrics;
using System.Net;
using Hark.Api;
using Hark.Carriers;
using Hark.Grains;
using Hark.Hosting;
using Hark.Records;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Orleans.Configuration;
using Orleans.Storage;

namespace Hark.Silo;

/// <summary>Registers one process of the cluster: its part in Orleans, the records, and what the API asks of a host.</summary>
static class ClusterRegistration
{
    /// <summary>Orleans' providers find their ADO.NET driver by this name.</summary>
    const string Driver = "Npgsql";

    /// <summary>For what is in flight when the process is told to stop, once nobody asks it any more.</summary>
    static readonly TimeSpan LongestStop = TimeSpan.FromMinutes(2);

    /// <summary>Connections of a process that Orleans may use for membership and wake-ups, and for states with <see cref="StateStorage.AdoNet"/>.</summary>
    const int OrleansConnections = 20;

    /// <summary>Orleans looks for gateways and silos this often; its default is a minute.</summary>
    static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    public static void AddCluster(this WebApplicationBuilder builder, Role role)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        services.AddSingleton<Drain>().AddHostedService(s => s.GetRequiredService<Drain>());
        services.AddSingleton<IReadiness, ClusterReadiness>();
        if (CarrierLinks.Read(configuration).Simulated) services.AddSingleton<ISimulator, ClusterSimulator>();
        services.AddSingleton<CheckNumber>(NumberRules.Check);
        services.AddOptions<HostOptions>().Configure<IOptions<ClusterOptions>>((host, cluster) => host.ShutdownTimeout = cluster.Value.DrainTime + LongestStop);

        if (role == Role.Api) builder.UseOrleansClient(client => client.Connect(configuration));
        else builder.UseOrleans(silo => silo.Join(configuration).AddActors(configuration));
    }

    /// <summary>What silos and API hosts share: settings, records, and the addresses of the actors.</summary>
    static void AddShared(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection<DatabaseOptions>(configuration, "Database");
        services.AddSection<ClusterOptions>(configuration, "Cluster");
        services.AddActorSettings(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(s => new ActorClock(s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<RecordsService>().AddHostedService(s => s.GetRequiredService<RecordsService>());
        services.AddRecords(s => s.GetRequiredService<RecordsService>().Records);
        services.AddSingleton<IGrains, OrleansGrains>();
        services.AddSingleton<IOutgoingGrainCallFilter, NoAnswerFilter>();
        services.AddContracts();
        services.AddCarrierEvents();
    }

    /// <summary>What carriers bring is taken by every process: providers call API hosts.</summary>
    static void AddCarrierEvents(this IServiceCollection services)
    {
        services.AddSingleton<CallbackSignals>();
        services.AddSingleton(s => s.GetRequiredService<IOptions<ShortCodeOptions>>().Value.ToShortCodes());
        services.AddSingleton(s => new CarrierMeter(s.GetRequiredService<IMeterFactory>().Create("Hark.Carrier")));
        services.AddSingleton(s =>
        {
            var records = s.GetRequiredService<RecordsService>().Records;
            return s.GetRequiredService<CarrierMeter>().Watch(ActivatorUtilities.CreateInstance<CarrierEvents>(s, records.Ledger, records.Directory));
        });
        services.AddHostedService<CallbackNewsHeard>();
    }

    static void Connect(this IClientBuilder client, IConfiguration configuration)
    {
        client.Services.AddShared(configuration);
        var (cluster, database) = (Cluster(configuration), Database(configuration));
        client.Configure<Orleans.Configuration.ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
        client.Configure<ClientMessagingOptions>(o => o.ResponseTimeout = cluster.CallTimeout);
        client.Configure<GatewayOptions>(o => o.GatewayListRefreshPeriod = LookAgain);
        client.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = (Driver, database));
        client.UseConnectionRetryFilter<KeepTrying>();
        client.Services.AddSingleton<GatewayReach>().AddSingleton<IReach>(s => s.GetRequiredService<GatewayReach>());
        client.AddGatewayCountChangedHandler(s => (_, change) => s.GetRequiredService<GatewayReach>().Connected(change.NumberOfConnectedGateways));
    }

    /// <summary>Makes the silo a member of its cluster.</summary>
    static ISiloBuilder Join(this ISiloBuilder silo, IConfiguration configuration)
    {
        var (cluster, database) = (Cluster(configuration), Database(configuration));
        SettingsTogether.Check(cluster, configuration.ReadSection<BandwidthOptions>("Bandwidth"), CarrierLinks.Read(configuration).LongestHandOver(configuration.ReadSection<SimulatorOptions>("Simulator")));
        silo.Services.AddSingleton<IReach, SiloReach>();
        silo.Services.AddSingleton<IFatalErrorHandler, FatalEnd>();
        silo.Services.AddHostedService(s => s.GetRequiredService<CutOff>());
        silo.Configure<Orleans.Configuration.ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
        if (cluster.Address is { } address) silo.ConfigureEndpoints(IPAddress.Parse(address), cluster.SiloPort, cluster.GatewayPort);
        else silo.ConfigureEndpoints(cluster.SiloPort, cluster.GatewayPort);
        silo.Configure<ClusterMembershipOptions>(o =>
        {
            (o.ProbeTimeout, o.NumMissedProbesLimit) = (cluster.ProbeTimeout, cluster.MissedProbes);
            // A silo that breaks no connection when it is gone (it stands still, its machine lost power) is given this long for each probe that it misses; Orleans' 4 s would make it 12.
            (o.MinProbeTimeout, o.MaxProbeTimeout) = (cluster.ProbeTimeout / 2, cluster.ProbeTimeout * 2);
            (o.TableRefreshTimeout, o.IAmAliveTablePublishTimeout) = (LookAgain, LookAgain);
        });
        silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = cluster.CallTimeout);
        return silo.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = (Driver, database));
    }

    /// <summary>The actors, whatever the silo's membership is kept in.</summary>
    public static ISiloBuilder AddActors(this ISiloBuilder silo, IConfiguration configuration)
    {
        silo.Services.AddShared(configuration);
        silo.Services.AddActors();
        silo.AddIncomingGrainCallFilter<PlainExceptions>();
        silo.Services.AddSingleton<WakeAgain>();
        silo.AddStartupTask((services, _) => services.GetRequiredService<WakeAgain>().Begin());
        silo.AddStartupTask((services, _) => services.GetRequiredService<LostSilos>().Begin());
        silo.AddStartupTask((services, _) =>
        {
            // Its links open now, not with the first text: handsets may write before.
            services.GetRequiredService<ICarrier>();
            return Task.CompletedTask;
        });
        silo.AddStartupTask((services, _) => services.GetRequiredService<ILogger<ShortCodeClash>>().LogClashes(services.GetRequiredService<IDirectory>(), services.GetRequiredService<ShortCodes>()));
        silo.Services.AddPlacementDirector<SiloOfKeyPlacement, SiloOfKeyDirector>();
        var (cluster, database) = (Cluster(configuration), Database(configuration));
        silo.Configure<GrainCollectionOptions>(o => (o.CollectionAge, o.CollectionQuantum) = (cluster.IdleAfter, cluster.IdleAfter / 4));
        silo.UseAdoNetReminderService(o => (o.Invariant, o.ConnectionString) = (Driver, database));
        if (cluster.States == StateStorage.AdoNet)
            silo.AddAdoNetGrainStorage(States.Reference, o => (o.Invariant, o.ConnectionString, o.GrainStorageSerializer) = (Driver, database, new StateSerializer()));
        silo.Services.AddKeyedSingleton<IGrainStorage>(States.Provider, (s, _) => new ActorStorage(
            cluster.States == StateStorage.AdoNet ? s.GetRequiredKeyedService<IGrainStorage>(States.Reference) : new BatchedGrainStorage(s.GetRequiredService<RecordsService>().States),
            s.GetRequiredService<ILogger<ActorStorage>>()));
        return silo;
    }

    /// <summary>Orleans is set up before the options can be asked for.</summary>
    static ClusterOptions Cluster(IConfiguration configuration) => configuration.ReadSection<ClusterOptions>("Cluster");

    static string Database(IConfiguration configuration) => new NpgsqlConnectionStringBuilder(configuration.ReadSection<DatabaseOptions>("Database").ConnectionString)
    {
        ApplicationName = "hark orleans",
        MaxPoolSize = OrleansConnections,
        // Statements that are used often are prepared: one-write calls went from 2,100/s to 6,900/s with it.
        MaxAutoPrepare = 20,
        Timeout = 3,
        CommandTimeout = 5,
        // A server that is silent does not answer a request to cancel either; the driver would wait for it without an end.
        CancellationTimeout = -1,
    }.ConnectionString;

    /// <summary>Endpoints are woken for what this process adds for them; see <see cref="CallbackNews"/>.</summary>
    sealed class CallbackNewsHeard(RecordsService records, CallbackSignals signals) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            records.Records.CallbackNews.Listen(signals.Added);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>An API host may start before the silos.</summary>
    sealed class KeepTrying(ILogger<KeepTrying> logger, TimeProvider time) : IClientConnectionRetryFilter
    {
        public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
        {
            logger.LogWarning("No silo can be reached yet: {Reason}", exception.Message);
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return !cancellationToken.IsCancellationRequested;
        }
    }
}
