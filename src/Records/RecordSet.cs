using Hark.Grains;

namespace Hark.Records;

/// <summary>All records, whatever they are kept on.</summary>
public abstract class RecordSet : IAsyncDisposable
{
    public required IIds Ids { get; init; }
    public required IConsentLog ConsentLog { get; init; }
    public required IRoster Roster { get; init; }
    public required IConsentReader Consent { get; init; }
    public required ICustomers Customers { get; init; }
    public required IDeliveryLedger Ledger { get; init; }
    public required IDeliveryReader Deliveries { get; init; }
    public required ICampaignReader Campaigns { get; init; }
    public required IInbox Inbox { get; init; }
    public required IInboxReader InboxRows { get; init; }
    public required ICallbackOutbox Callbacks { get; init; }
    public required ICallbackReader CallbackRows { get; init; }
    /// <summary>Which stores have new events for their endpoints.</summary>
    public required CallbackNews CallbackNews { get; init; }
    public required IDirectory Directory { get; init; }
    public required IStoreReader Stores { get; init; }
    public required IAudit Audit { get; init; }
    public required IAuditReader AuditRows { get; init; }
    public required IImportStaging ImportStaging { get; init; }
    public required IImportRows ImportRows { get; init; }
    public required IImportReader Imports { get; init; }
    public required IIdempotencyKeys IdempotencyKeys { get; init; }
    public required ISettings Settings { get; init; }

    public abstract ValueTask DisposeAsync();
}
