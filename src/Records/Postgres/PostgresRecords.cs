using System.ComponentModel.DataAnnotations;

namespace Hark.Records;

/// <summary>All records of a cluster on one PostgreSQL database.</summary>
public sealed class PostgresRecords : RecordSet
{
    PostgresRecords(PostgresDatabase database, PostgresDeliveryLedger ledger, TimeProvider time) : base(database, new PostgresConsentLog(database), ledger, time) => Database = database;

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
        var ledger = new PostgresDeliveryLedger(database, time);
        // Waiting harms nobody: the database has threads of its own.
        ledger.SettleParked().GetAwaiter().GetResult();
        return new(database, ledger, time);
    }

    public override ValueTask DisposeAsync() => Database.DisposeAsync();
}
