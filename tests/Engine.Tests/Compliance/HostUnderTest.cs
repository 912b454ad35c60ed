using Hark.Carriers;
using Hark.Grains;
using Hark.Records;

namespace Hark.Engine.Tests;

/// <summary>A running host as the compliance suites see it: its actors, what it wrote for reading, and the carrier it hands over to.</summary>
public sealed record HostUnderTest(IGrains Grains, IIds Ids, IDeliveryReader Deliveries, ICampaignReader Campaigns, IConsentLog ConsentLog, IConsentReader Consent, IInboxReader Inbox, IAuditReader Audit, IImportStaging Imports, IPictures Pictures,
    SimulatorCarrier Carrier, Func<ValueTask> Stop, Func<Task<HostUnderTest>> Restart) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Stop();
}

/// <summary>What a suite wants of the host. Quiet hours are off unless a test is about them: suites run at any hour.</summary>
public sealed record HostSettings
{
    public double Rate { get; init; } = 1_000_000;
    public double SingleSendRate { get; init; } = 1_000;
    public QuietHoursPolicy QuietHours { get; init; } = QuietHoursPolicy.Off;
    public SimulatorOptions Simulator { get; init; } = new() { Latency = TimeSpan.Zero, ReceiptDelay = TimeSpan.FromMilliseconds(10) };
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
