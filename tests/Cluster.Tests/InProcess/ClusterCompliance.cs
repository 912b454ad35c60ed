using Hark.Engine.Tests;

namespace Hark.Cluster.Tests;

// The engine's compliance suite, word for word, on two silos.

[Trait("Needs", "PostgreSQL")]
public sealed class ClusterTurnTests : TurnCompliance
{
    protected override Task<HostUnderTest> Start(HostSettings settings) => ClusterUnderTest.Start(settings);
}

[Trait("Needs", "PostgreSQL")]
public sealed class ClusterStopTests : StopCompliance
{
    protected override Task<HostUnderTest> Start(HostSettings settings) => ClusterUnderTest.Start(settings);
}

[Trait("Needs", "PostgreSQL")]
public sealed class ClusterCampaignOutcomeTests : CampaignOutcomeCompliance
{
    protected override Task<HostUnderTest> Start(HostSettings settings) => ClusterUnderTest.Start(settings);
}

[Trait("Needs", "PostgreSQL")]
public sealed class ClusterCampaignControlTests : CampaignControlCompliance
{
    protected override Task<HostUnderTest> Start(HostSettings settings) => ClusterUnderTest.Start(settings);
}

[Trait("Needs", "PostgreSQL")]
public sealed class ClusterCampaignEstimateTests : CampaignEstimateCompliance
{
    protected override Task<HostUnderTest> Start(HostSettings settings) => ClusterUnderTest.Start(settings);
}

[Trait("Needs", "PostgreSQL")]
public sealed class ClusterQuietHoursTests : QuietHoursCompliance
{
    protected override Task<HostUnderTest> Start(HostSettings settings) => ClusterUnderTest.Start(settings);
}

[Trait("Needs", "PostgreSQL")]
public sealed class ClusterSingleSendTests : SingleSendCompliance
{
    protected override Task<HostUnderTest> Start(HostSettings settings) => ClusterUnderTest.Start(settings);
}

[Trait("Needs", "PostgreSQL")]
public sealed class ClusterConsentTests : ConsentCompliance
{
    protected override Task<HostUnderTest> Start(HostSettings settings) => ClusterUnderTest.Start(settings);
}

[Trait("Needs", "PostgreSQL")]
public sealed class ClusterShortCodeTests : ShortCodeCompliance
{
    protected override Task<HostUnderTest> Start(HostSettings settings) => ClusterUnderTest.Start(settings);
}

[Trait("Needs", "PostgreSQL")]
public sealed class ClusterCallbackTests : CallbackCompliance
{
    protected override Task<HostUnderTest> Start(HostSettings settings) => ClusterUnderTest.Start(settings);
}
