using System.Globalization;
using Hark.Carriers;
using Hark.Engine.Tests;
using Hark.Grains;
using Hark.Silo;
using Microsoft.Extensions.DependencyInjection;

namespace Hark.Cluster.Tests;

/// <summary>Two silos on a database of their own, called through a client as an API host does. Both hand over to one simulator, so that a test sees all handsets.</summary>
static class ClusterUnderTest
{
    public static async Task<HostUnderTest> Start(HostSettings settings) => await Open(await TestDatabases.New(), settings);

    static async Task<HostUnderTest> Open(string database, HostSettings settings)
    {
        ICarrierEvents? events = null;
        var carrier = new SimulatorCarrier(settings.Simulator, () => events!, settings.Time);
        var silos = await SilosInProcess.Start(database, Settings(settings), services => services.AddSingleton(new ActorClock(settings.Time)).AddSingleton(carrier));
        var services = silos.Silos[0];
        events = services.GetRequiredService<ICarrierEvents>();
        var records = services.GetRequiredService<RecordsService>().Records;
        return new(silos.Grains, records.Ids, records.Deliveries, records.Campaigns, records.ConsentLog, records.Consent, records.InboxRows, records.AuditRows, records.ImportStaging, records.Pictures, carrier,
            silos.DisposeAsync,
            async () =>
            {
                await silos.DisposeAsync();
                return await Open(database, settings);
            });
    }

    static Dictionary<string, string?> Settings(HostSettings settings) => new()
    {
        ["Bandwidth:Rate"] = settings.Rate.ToString(CultureInfo.InvariantCulture),
        ["Stores:SingleSendRate"] = settings.SingleSendRate.ToString(CultureInfo.InvariantCulture),
        ["Callbacks:AllowPrivateAddresses"] = "true",
        ["Policy:QuietHours"] = settings.QuietHours.ToString(),
    };
}
