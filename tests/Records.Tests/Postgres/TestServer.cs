using System.Collections.Concurrent;
using Hark.Testing;
using Npgsql;

namespace Hark.Records.Tests;

/// <summary>One server for all tests of this process, with databases that hold the records' tables and no rows. Emptying one is faster than making one.</summary>
static class TestServer
{
    const string EmptyAll = """
        SET session_replication_role = replica;
        DO $$
        DECLARE name text;
        BEGIN
          FOR name IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('schema_versions', 'probe') LOOP
            EXECUTE 'DELETE FROM ' || name;
          END LOOP;
          PERFORM setval(format('%I', sequencename)::regclass, start_value, false) FROM pg_sequences;
        END $$
        """;

    static readonly Lazy<PostgresServer> Started = new(Start);
    static readonly ConcurrentBag<string> Free = [];

    /// <summary>A database with the records' tables, empty and of the caller's own until <see cref="GiveBack"/>.</summary>
    public static string TakeRecords()
    {
        if (Free.TryTake(out var free)) return free;
        var connectionString = NewEmpty();
        new PostgresSchema().Install(connectionString);
        return connectionString;
    }

    public static void GiveBack(string connectionString)
    {
        Execute(connectionString, EmptyAll);
        Free.Add(connectionString);
    }

    /// <summary>A database without tables.</summary>
    public static string NewEmpty()
    {
        var name = $"t{Guid.NewGuid():N}";
        Execute(Started.Value.ConnectionString, $"CREATE DATABASE {name}");
        return Started.Value.Of(name);
    }

    public static void Execute(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public static object? Ask(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }

    static PostgresServer Start()
    {
        var server = PostgresServer.Start().GetAwaiter().GetResult();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        // Servers are killed here, machines are not: what the operating system holds is as good as written.
        Execute(server.ConnectionString, "ALTER SYSTEM SET fsync = off");
        Execute(server.ConnectionString, "SELECT pg_reload_conf()");
        return server;
    }
}
