using System.ComponentModel.DataAnnotations;

namespace Hark.Records;

/// <summary>All records of a cluster on one PostgreSQL database.</summary>
public sealed class PostgresRecords : RecordSet
{
    PostgresRecords(PostgresDatabase database, CallbackNews news, PostgresDeliveryLedger ledger, TimeProvider time)
        : base(database, news, new PostgresConsentLog(database, news), ledger, time) => Database = database;

    public PostgresDatabase Database { get; }

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
        return new(database, news, ledger, time);
    }

    public override ValueTask DisposeAsync() => Database.DisposeAsync();
}
