using Hark.Carriers;
using Hark.Embedded;
using Hark.Records;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hark.Engine.Tests;

/// <summary>The embedded host on a folder of its own.</summary>
static class EmbeddedUnderTest
{
    public static async Task<HostUnderTest> Start(HostSettings settings)
    {
        var folder = Directory.CreateTempSubdirectory("hark-engine-").FullName;
        var records = SqliteRecords.Open(new StorageOptions { Path = folder }, settings.Time);
        SimulatorCarrier? carrier = null;
        var host = await EmbeddedHost.Start(
            new(new(), new() { Rate = settings.Rate }, new() { SingleSendRate = settings.SingleSendRate }, new() { QuietHours = settings.QuietHours }),
            records, events => carrier = new SimulatorCarrier(settings.Simulator, () => events, settings.Time), NullLogger<EmbeddedHost>.Instance, settings.Time);
        return new(host, records.Ids, records.Deliveries, records.Consent, records.InboxRows, records.AuditRows, records.ImportStaging, carrier!, async () =>
        {
            await host.DisposeAsync();
            await records.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        });
    }
}

public sealed class EmbeddedTurnTests : TurnCompliance
{
    protected override Task<HostUnderTest> Start(HostSettings settings) => EmbeddedUnderTest.Start(settings);
}

public sealed class EmbeddedStopTests : StopCompliance
{
    protected override Task<HostUnderTest> Start(HostSettings settings) => EmbeddedUnderTest.Start(settings);
}
