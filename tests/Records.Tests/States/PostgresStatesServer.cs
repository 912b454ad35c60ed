using Hark.Testing;
using Npgsql;

namespace Hark.Records.Tests;

/// <summary>One server for the tests of states that leave it alive; a database for each.</summary>
public sealed class PostgresStatesServer : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await PostgresServer.Start();

    /// <summary>A new database with the table of states.</summary>
    public static async Task<string> NewDatabase(PostgresServer server)
    {
        var database = await server.NewDatabase();
        await Run(database, Sql.Named("Postgres/Migrations/0002-states").Text);
        return database;
    }

    public Task<string> NewDatabase() => NewDatabase(Server);

    public static PostgresStateStore Open(PostgresStateOptions options) => new(options);

    public static async Task Run(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> Ask<T>(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class PostgresStatesTests : ICollectionFixture<PostgresStatesServer>
{
    public const string Name = "States on PostgreSQL";
}
