namespace Hark.Records;

/// <summary>All records of one machine on one database file, and what its actors keep.</summary>
public sealed class SqliteRecords(SqliteDatabase database, CallbackNews news, TimeProvider time)
    : RecordSet(database, news, new SqliteConsentLog(database, news), new DeliveryLedger(database, news, time), time)
{
    public SqliteDatabase Database => database;
    public SqliteStateStore States { get; init; } = new(database);

    /// <inheritdoc cref="SqliteDatabase.Open"/>
    public static SqliteRecords Open(StorageOptions options, TimeProvider time) => new(SqliteDatabase.Open(options, time), new CallbackNews(), time);

    public override ValueTask DisposeAsync() => database.DisposeAsync();
}
