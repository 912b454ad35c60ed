using Hark.Testing;
using Npgsql;

namespace Hark.Records.Tests;

public sealed class PostgresBackend : IBackend
{
    public string ConnectionString { get; } = TestServer.NewRecords();

    public RecordSet Open(TimeProvider time) => OpenRecords(time);
    public PostgresRecords OpenRecords(TimeProvider time) => PostgresRecords.Open(new DatabaseOptions { ConnectionString = ConnectionString, Connections = 3 }, time);

    public void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public void Dispose() => TestServer.Drop(ConnectionString);
}

/// <summary>One server for all tests of this process, and a database with the records' tables that new ones are copied from.</summary>
static class TestServer
{
    static readonly Lazy<(PostgresServer Server, string Template)> Started = new(Start);

    public static string NewRecords()
    {
        var (server, template) = Started.Value;
        var name = $"t{Guid.NewGuid():N}";
        Execute(server.ConnectionString, $"CREATE DATABASE {name} TEMPLATE {template}");
        return server.Of(name);
    }

    /// <summary>A database without tables.</summary>
    public static string NewEmpty()
    {
        var name = $"t{Guid.NewGuid():N}";
        Execute(Started.Value.Server.ConnectionString, $"CREATE DATABASE {name}");
        return Started.Value.Server.Of(name);
    }

    public static void Drop(string connectionString) =>
        Execute(Started.Value.Server.ConnectionString, $"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    static (PostgresServer Server, string Template) Start()
    {
        var server = PostgresServer.Start().GetAwaiter().GetResult();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        // Servers are killed here, machines are not: what the operating system holds is as good as written.
        Execute(server.ConnectionString, "ALTER SYSTEM SET fsync = off");
        Execute(server.ConnectionString, "SELECT pg_reload_conf()");
        Execute(server.ConnectionString, "CREATE DATABASE records");
        new PostgresSchema().Install(server.Of("records"));
        return (server, "records");
    }

    static void Execute(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
