using Hark.Records.Tests;
using Hark.Silo;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Storage;

namespace Hark.Cluster.Tests;

// What is asked of a store of states, asked of both grain storages as two silos have them.

[Trait("Needs", "PostgreSQL")]
public sealed class BatchedStateSuite(BatchedSilos silos) : StateStoreSuite, IClassFixture<BatchedSilos>
{
    readonly int _test = silos.NextTest();

    protected override Task<IVersionedStates> Open() => Task.FromResult(silos.Open(_test));
}

[Trait("Needs", "PostgreSQL")]
public sealed class BatchedStateModelSuite(BatchedSilos silos) : StateStoreModelSuite, IClassFixture<BatchedSilos>
{
    protected override Task<IVersionedStates> Open() => Task.FromResult(silos.Open(0));
}

[Trait("Needs", "PostgreSQL")]
public sealed class AdoNetStateSuite(AdoNetSilos silos) : StateStoreSuite, IClassFixture<AdoNetSilos>
{
    readonly int _test = silos.NextTest();

    protected override Task<IVersionedStates> Open() => Task.FromResult(silos.Open(_test));
}

[Trait("Needs", "PostgreSQL")]
public sealed class AdoNetStateModelSuite(AdoNetSilos silos) : StateStoreModelSuite, IClassFixture<AdoNetSilos>
{
    protected override Task<IVersionedStates> Open() => Task.FromResult(silos.Open(0));
}

public sealed class BatchedSilos() : SilosWithStates(StateStorage.Batched, "actor_states");

public sealed class AdoNetSilos() : SilosWithStates(StateStorage.AdoNet, "orleans_storage");

/// <param name="table">Where the storage keeps its states.</param>
public abstract class SilosWithStates(StateStorage storage, string table) : IAsyncLifetime
{
    SilosInProcess _silos = null!;
    int _tests, _opened;

    internal IGrains Grains => _silos.Grains;
    internal string Database { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Database = await TestDatabases.New();
        _silos = await SilosInProcess.Start(Database, new Dictionary<string, string?> { ["Cluster:States"] = storage.ToString() });
    }

    internal IGrainStorage Storage => StorageOf(0);

    internal int NextTest() => ++_tests;

    /// <summary>The storage of one silo, then of the other.</summary>
    internal IVersionedStates Open(int test) =>
        new GrainStorageStates(StorageOf(_opened++ % 2), test, isReference: storage == StateStorage.AdoNet);

    internal async Task<long> Rows()
    {
        await using var source = NpgsqlDataSource.Create(Database);
        await using var command = source.CreateCommand($"SELECT count(*) FROM {table}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    IGrainStorage StorageOf(int silo) => _silos.Silos[silo].GetRequiredKeyedService<IGrainStorage>(States.Provider);

    public async Task DisposeAsync() => await _silos.DisposeAsync();
}
