using Hark.Grains;

namespace Hark.Records;

/// <summary>All records, whatever they are kept on.</summary>
public abstract class RecordSet : IAsyncDisposable
{
    protected RecordSet(RecordDatabase database, CallbackNews news, IConsentLog consentLog, IDeliveryLedger ledger, TimeProvider time)
    {
        var (inbox, directory, audit) = (new InboxRecords(database, news, time), new DirectoryRecords(database), new AuditRecords(database));
        (ConsentLog, Ledger) = (consentLog, ledger);
        Ids = new IdBlocks(database);
        Roster = new Roster(database);
        Consent = new ConsentReader(database);
        Customers = new Customers(database);
        Deliveries = new DeliveryReader(database);
        Campaigns = new CampaignReader(database);
        Conversations = new ConversationReader(database);
        (Inbox, InboxRows) = (inbox, inbox);
        (Callbacks, CallbackRows, CallbackNews) = (new CallbackOutbox(database), new CallbackReader(database), news);
        (Directory, Stores, Accounts) = (directory, directory, directory);
        (Audit, AuditRows) = (audit, audit);
        ImportStaging = new ImportStaging(database);
        ImportRows = new ImportRows(database);
        Imports = new ImportReader(database);
        Pictures = new Pictures(database, time);
        IdempotencyKeys = new IdempotencyKeys(database);
        Settings = new SettingsRecords(database);
    }

    public IIds Ids { get; }
    public IConsentLog ConsentLog { get; }
    public IRoster Roster { get; }
    public IConsentReader Consent { get; }
    public ICustomers Customers { get; }
    public IDeliveryLedger Ledger { get; init; }
    public IDeliveryReader Deliveries { get; }
    public ICampaignReader Campaigns { get; }
    public IConversationReader Conversations { get; }
    public IInbox Inbox { get; }
    public IInboxReader InboxRows { get; }
    public ICallbackOutbox Callbacks { get; }
    public ICallbackReader CallbackRows { get; }
    /// <summary>Which stores have new events for their endpoints.</summary>
    public CallbackNews CallbackNews { get; }
    public IDirectory Directory { get; }
    public IStoreReader Stores { get; }
    public IAccountReader Accounts { get; }
    public IAudit Audit { get; }
    public IAuditReader AuditRows { get; }
    public IImportStaging ImportStaging { get; }
    public IImportRows ImportRows { get; }
    public IImportReader Imports { get; }
    public IPictures Pictures { get; }
    public IIdempotencyKeys IdempotencyKeys { get; }
    public ISettings Settings { get; }

    public abstract ValueTask DisposeAsync();
}
