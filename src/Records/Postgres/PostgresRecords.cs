using System.ComponentModel.DataAnnotations;

namespace Hark.Records;

/// <summary>All records of a cluster on one PostgreSQL database.</summary>
public sealed class PostgresRecords : RecordSet
{
    public required PostgresDatabase Database { get; init; }

    /// <summary>Checks the tables, connects, and settles receipts that a process left parked when it died.</summary>
    /// <exception cref="ValidationException">Names the option and the rule.</exception>
    /// <exception cref="DatabaseUnreachableException">The database cannot be connected to.</exception>
    /// <exception cref="DatabaseSchemaException">The tables are missing, older or newer; says what to do.</exception>
    public static PostgresRecords Open(DatabaseOptions options, TimeProvider time)
    {
        options.Validate();
        new PostgresSchema().Check(options.ConnectionString);
        var database = PostgresDatabase.Open(options);
        var news = new CallbackNews();
        var ledger = new PostgresDeliveryLedger(database, news, time);
        // Waiting harms nobody: the database has threads of its own.
        ledger.SettleParked().GetAwaiter().GetResult();
        var (inbox, directory, audit) = (new InboxRecords(database, news, time), new DirectoryRecords(database), new AuditRecords(database));
        return new PostgresRecords
        {
            Database = database,
            Ids = new IdBlocks(database),
            ConsentLog = new PostgresConsentLog(database, news),
            Roster = new Roster(database),
            Consent = new ConsentReader(database),
            Customers = new Customers(database),
            Ledger = ledger,
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
