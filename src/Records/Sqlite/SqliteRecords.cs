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
        var news = new CallbackNews();
        var (inbox, directory, audit) = (new InboxRecords(database, news, time), new DirectoryRecords(database), new AuditRecords(database));
        return new SqliteRecords
        {
            Database = database,
            States = new SqliteStateStore(database),
            Ids = new IdBlocks(database),
            ConsentLog = new SqliteConsentLog(database, news),
            Roster = new Roster(database),
            Consent = new ConsentReader(database),
            Customers = new Customers(database),
            Ledger = new DeliveryLedger(database, news, time),
            Deliveries = new DeliveryReader(database),
            Campaigns = new CampaignReader(database),
            Inbox = inbox,
            InboxRows = inbox,
            Callbacks = new CallbackOutbox(database),
            CallbackRows = new CallbackReader(database),
            CallbackNews = news,
            Directory = directory,
            Stores = directory,
            Audit = audit,
            AuditRows = audit,
            ImportStaging = new ImportStaging(database),
            ImportRows = new ImportRows(database),
            Imports = new ImportReader(database),
            IdempotencyKeys = new IdempotencyKeys(database),
            Settings = new SettingsRecords(database),
        };
    }

    public override ValueTask DisposeAsync() => Database.DisposeAsync();
}
