namespace Hark.Records;

/// <summary>All records of one machine on one database file, and what its actors keep.</summary>
public sealed class SqliteRecords : RecordSet
{
    public required SqliteDatabase Database { get; init; }
    public required SqliteStateStore States { get; init; }

    /// <inheritdoc cref="SqliteDatabase.Open"/>
    public static SqliteRecords Open(StorageOptions options, TimeProvider time)
    {
        var database = SqliteDatabase.Open(options, time);
        var (inbox, directory, audit) = (new SqliteInbox(database), new SqliteDirectory(database), new SqliteAudit(database));
        return new SqliteRecords
        {
            Database = database,
            States = new SqliteStateStore(database),
            Ids = new SqliteIds(database),
            ConsentLog = new SqliteConsentLog(database),
            Roster = new SqliteRoster(database),
            Consent = new SqliteConsentReader(database),
            Ledger = new SqliteDeliveryLedger(database, time),
            Deliveries = new SqliteDeliveryReader(database),
            Campaigns = new SqliteCampaignReader(database),
            Inbox = inbox,
            InboxRows = inbox,
            Directory = directory,
            Stores = directory,
            Audit = audit,
            AuditRows = audit,
            ImportStaging = new SqliteImportStaging(database),
            ImportRows = new SqliteImportRows(database),
            Imports = new SqliteImportReader(database),
            IdempotencyKeys = new SqliteIdempotencyKeys(database),
            Settings = new SqliteSettings(database),
        };
    }

    public override ValueTask DisposeAsync() => Database.DisposeAsync();
}
