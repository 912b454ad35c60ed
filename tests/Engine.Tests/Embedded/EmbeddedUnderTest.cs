using Hark.Carriers;
using Hark.Embedded;
using Hark.Grains;
using Hark.Records;
using Hark.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hark.Engine.Tests;

/// <summary>The embedded host on a folder of its own.</summary>
static class EmbeddedUnderTest
{
    public static Task<HostUnderTest> Start(HostSettings settings) => Open(Directory.CreateTempSubdirectory("hark-engine-").FullName, settings);

    static async Task<HostUnderTest> Open(string folder, HostSettings settings)
    {
        var records = SqliteRecords.Open(new StorageOptions { Path = folder }, settings.Time);
        SimulatorCarrier? carrier = null;
        var host = await EmbeddedHost.Start(
            new(new(), new(new BandwidthOptions { Rate = settings.Rate }), new() { SingleSendRate = settings.SingleSendRate }, new() { QuietHours = settings.QuietHours }, new()),
            records, events => carrier = new SimulatorCarrier(settings.Simulator, () => events, settings.Time),
            new CallbackPoster(new CallbackOptions { AllowPrivateAddresses = true }, settings.Time), NullLogger<EmbeddedHost>.Instance, settings.Time);
        return new(host, records.Ids, records.Deliveries, records.Campaigns, records.ConsentLog, records.Consent, records.InboxRows, records.AuditRows, records.ImportStaging, records.Pictures, carrier!,
            async () =>
            {
                await Close();
                Directory.Delete(folder, recursive: true);
            },
            async () =>
            {
                await Close();
                return await Open(folder, settings);
            });

        async ValueTask Close()
        {
            await host.DisposeAsync();
            await records.DisposeAsync();
        }
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

public sealed class EmbeddedCampaignOutcomeTests : CampaignOutcomeCompliance
{
    protected override Task<HostUnderTest> Start(HostSettings settings) => EmbeddedUnderTest.Start(settings);
}

public sealed class EmbeddedCampaignControlTests : CampaignControlCompliance
{
    protected override Task<HostUnderTest> Start(HostSettings settings) => EmbeddedUnderTest.Start(settings);
}

public sealed class EmbeddedCampaignEstimateTests : CampaignEstimateCompliance
{
    protected override Task<HostUnderTest> Start(HostSettings settings) => EmbeddedUnderTest.Start(settings);
}

public sealed class EmbeddedQuietHoursTests : QuietHoursCompliance
{
    protected override Task<HostUnderTest> Start(HostSettings settings) => EmbeddedUnderTest.Start(settings);
}

public sealed class EmbeddedSingleSendTests : SingleSendCompliance
{
    protected override Task<HostUnderTest> Start(HostSettings settings) => EmbeddedUnderTest.Start(settings);
}

public sealed class EmbeddedConsentTests : ConsentCompliance
{
    protected override Task<HostUnderTest> Start(HostSettings settings) => EmbeddedUnderTest.Start(settings);
}

public sealed class EmbeddedShortCodeTests : ShortCodeCompliance
{
    protected override Task<HostUnderTest> Start(HostSettings settings) => EmbeddedUnderTest.Start(settings);
}

public sealed class EmbeddedCallbackTests : CallbackCompliance
{
    protected override Task<HostUnderTest> Start(HostSettings settings) => EmbeddedUnderTest.Start(settings);
}
