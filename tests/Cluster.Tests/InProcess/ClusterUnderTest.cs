using System.Globalization;
using Hark.Carriers;
using Hark.Engine.Tests;
using Hark.Grains;
using Hark.Silo;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace Hark.Cluster.Tests;

/// <summary>Two silos in this process on a database of their own, called through a client as an API host does. Both hand over to one simulator, so that a test sees all handsets.</summary>
static class ClusterUnderTest
{
    const short Silos = 2;

    public static async Task<HostUnderTest> Start(HostSettings settings) => await Open(await TestDatabases.New(), settings);

    static async Task<HostUnderTest> Open(string database, HostSettings settings)
    {
        ICarrierEvents? events = null;
        var carrier = new SimulatorCarrier(settings.Simulator, () => events!, settings.Time);
        var builder = new InProcessTestClusterBuilder(Silos);
        builder.Options.ConfigureFileLogging = false;
        // Whose wake-ups these are: the same over a restart.
        builder.Options.ServiceId = "hark";
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Configuration.AddInMemoryCollection(Settings(database, settings));
            host.Services.AddSingleton(new ActorClock(settings.Time));
            host.Services.AddSingleton(carrier);
        });
        builder.ConfigureSilo((_, silo) => silo.AddActors(silo.Configuration));
        builder.ConfigureClient(client => client.Services.AddContracts());
        var cluster = builder.Build();
        await cluster.DeployAsync();
        var services = cluster.GetSiloServiceProvider();
        events = services.GetRequiredService<ICarrierEvents>();
        var records = services.GetRequiredService<RecordsService>().Records;
        return new(new OrleansGrains(cluster.Client), records.Ids, records.Deliveries, records.Campaigns, records.ConsentLog, records.Consent, records.InboxRows, records.AuditRows, records.ImportStaging, carrier,
            End,
            async () =>
            {
                await End();
                return await Open(database, settings);
            });

        async ValueTask End()
        {
            await cluster.StopAllSilosAsync();
            await cluster.DisposeAsync();
            // Orleans' connections would stay open for minutes.
            Npgsql.NpgsqlConnection.ClearAllPools();
        }
    }

    static Dictionary<string, string?> Settings(string database, HostSettings settings) => new()
    {
        ["Database:ConnectionString"] = database,
        ["Database:Connections"] = "2",
        ["Bandwidth:Rate"] = settings.Rate.ToString(CultureInfo.InvariantCulture),
        ["Stores:SingleSendRate"] = settings.SingleSendRate.ToString(CultureInfo.InvariantCulture),
        ["Policy:QuietHours"] = settings.QuietHours.ToString(),
    };
}
