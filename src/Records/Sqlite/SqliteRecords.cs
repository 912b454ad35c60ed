using Hark.Grains;

namespace Hark.Records;

/// <summary>All records of one machine, on one database file.</summary>
public sealed record SqliteRecords(
    SqliteDatabase Database, SqliteStateStore States, IIds Ids,
    IConsentLog ConsentLog, IRoster Roster, IConsentReader Consent,
    IDeliveryLedger Ledger, IDeliveryReader Deliveries, ICampaignReader Campaigns,
    IInbox Inbox, IInboxReader InboxReader, IDirectory Directory, IStoreReader Stores, IAudit Audit, IAuditReader AuditReader,
    IImportStaging ImportStaging, IImportRows ImportRows, IImportReader Imports, IIdempotencyKeys IdempotencyKeys, ISettings Settings) : IAsyncDisposable
{
    /// <inheritdoc cref="SqliteDatabase.Open"/>
    public static SqliteRecords Open(StorageOptions options, TimeProvider time)
    {
        var database = SqliteDatabase.Open(options, time);
        var (inbox, directory, audit) = (new SqliteInbox(database), new SqliteDirectory(database), new SqliteAudit(database));
        return new SqliteRecords(database, new SqliteStateStore(database), new SqliteIds(database),
            new SqliteConsentLog(database), new SqliteRoster(database), new SqliteConsentReader(database),
            new SqliteDeliveryLedger(database, time), new SqliteDeliveryReader(database), new SqliteCampaignReader(database),
            inbox, inbox, directory, directory, audit, audit,
            new SqliteImportStaging(database), new SqliteImportRows(database), new SqliteImportReader(database),
            new SqliteIdempotencyKeys(database), new SqliteSettings(database));
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
