namespace Hark.Records.Tests;

public sealed class PostgresBackend : IBackend
{
    public string ConnectionString { get; } = TestServer.TakeRecords();

    public RecordSet Open(TimeProvider time) => OpenRecords(time);
    public PostgresRecords OpenRecords(TimeProvider time) => PostgresRecords.Open(new DatabaseOptions { ConnectionString = ConnectionString, Connections = 3 }, time);

    public void Dispose() => TestServer.GiveBack(ConnectionString);
}
