using Hark.Testing;

namespace Hark.Records.Tests;

[Collection(PostgresStatesTests.Name)]
[Trait("Needs", "PostgreSQL")]
public sealed class PostgresStateStoreSuite(PostgresStatesServer server) : StateStoreSuite
{
    string _database = "";

    public override async Task InitializeAsync()
    {
        _database = await server.NewDatabase();
        await base.InitializeAsync();
    }

    protected override Task<IVersionedStates> Open() => Task.FromResult<IVersionedStates>(new PostgresVersionedStates(new() { ConnectionString = _database }));
}

[Collection(PostgresStatesTests.Name)]
[Trait("Needs", "PostgreSQL")]
public sealed class PostgresStateModelSuite(PostgresStatesServer server) : StateStoreModelSuite
{
    string? _database;

    protected override async Task<IVersionedStates> Open() => new PostgresVersionedStates(new() { ConnectionString = _database ??= await server.NewDatabase() });
}

[Trait("Needs", "PostgreSQL")]
public sealed class PostgresStateCrashSuite : StateStoreCrashSuite, IAsyncLifetime
{
    PostgresServer _server = null!;
    string _database = "";

    public async Task InitializeAsync()
    {
        _server = await PostgresServer.Start();
        _database = await PostgresStatesServer.NewDatabase(_server);
    }

    protected override Task<IVersionedStates> Open() => Task.FromResult<IVersionedStates>(new PostgresVersionedStates(new() { ConnectionString = _database }));

    protected override Task KillServer() => _server.Kill();

    protected override Task RestartServer() => _server.Restart();

    public async Task DisposeAsync() => await _server.DisposeAsync();
}
