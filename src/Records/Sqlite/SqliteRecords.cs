namespace Hark.Records;

/// <summary>All records of one machine on one database file, and what its actors keep.</summary>
public sealed class SqliteRecords(SqliteDatabase database, TimeProvider time) : RecordSet(database, new SqliteConsentLog(database), new DeliveryLedger(database, time), time)
{
    public SqliteDatabase Database => database;
    public SqliteStateStore States { get; init; } = new(database);

    /// <inheritdoc cref="SqliteDatabase.Open"/>
    public static SqliteRecords Open(StorageOptions options, TimeProvider time) => new(SqliteDatabase.Open(options, time), time);

    public override ValueTask DisposeAsync() => database.DisposeAsync();
}
