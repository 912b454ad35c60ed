using Npgsql;

namespace Hark.Records.Tests;

/// <summary>Lost answers, silence, locks and rollbacks.</summary>
[Collection(PostgresStatesTests.Name)]
[Trait("Needs", "PostgreSQL")]
public sealed class PostgresStateFaultTests(PostgresStatesServer server) : IAsyncLifetime, IDisposable
{
    const string Kind = "subscriber";
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    Wire _wire = null!;
    string _database = "";
    PostgresStateStore _states = null!;

    public async Task InitializeAsync()
    {
        _database = await server.NewDatabase();
        _wire = new Wire(server.Server.Port);
        var through = new NpgsqlConnectionStringBuilder(_database) { Port = _wire.Port }.ConnectionString;
        _states = PostgresStatesServer.Open(new() { ConnectionString = through, WriteConnections = 1, ReadConnections = 1, ConnectTimeout = 1, AnswerTimeout = 2 });
    }

    [Fact]
    public async Task LostAnswerToACommit_IsUnavailableThenAConflict()
    {
        var first = await _states.Save(Kind, "1", [1], null);
        _wire.LoseAnswer();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _states.Save(Kind, "1", [2], first));

        await Assert.ThrowsAsync<StateConflictException>(() => _states.Save(Kind, "1", [3], first));
        var loaded = await _states.Load(Kind, "1");
        Assert.Equal([2], loaded!.Data);
        await _states.Save(Kind, "1", [3], loaded.Version);
    }

    [Fact]
    public async Task SilentServer_IsUnavailableForAllThatWaitAndUsedAgainAfterwards()
    {
        var version = await _states.Save(Kind, "1", [1], null);
        Assert.NotNull(await _states.Load(Kind, "1"));
        _wire.Hold();
        // More than fit into the batches that can time out one after the other in this time.
        var calls = Enumerable.Range(0, 20_000).Select(i => i % 2 == 0 ? (Task)_states.Load(Kind, $"{i}") : _states.Save(Kind, $"{i}", [1], null)).Append(_states.Delete(Kind, "1", version)).ToArray();
        await Task.WhenAll(calls).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.All(calls, call => Assert.IsType<StorageUnavailableException>(call.Exception!.InnerException));
        // A connection cannot be made either.
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _states.Load(Kind, "1")).WaitAsync(Soon);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _states.Save(Kind, "2", [1], null)).WaitAsync(Soon);

        _wire.Release();
        await _states.Save(Kind, "new", [1], null);
        Assert.NotNull(await _states.Load(Kind, "new"));
    }

    [Fact]
    public async Task RowLockedBySomebodyElse_IsGivenUpOnTheServerToo()
    {
        var version = await _states.Save(Kind, "1", [1], null);
        await using var source = NpgsqlDataSource.Create(_database);
        await using (var connection = await source.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var locking = new NpgsqlCommand("SELECT FROM actor_states FOR UPDATE", connection, transaction);
            await locking.ExecuteNonQueryAsync();
            var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => _states.Save(Kind, "1", [2], version)).WaitAsync(Soon);
            Assert.Equal(PostgresErrorCodes.QueryCanceled, Assert.IsType<PostgresException>(error.InnerException).SqlState);
        }
        // What was given up does not come after all.
        await _states.Save(Kind, "1", [3], version);
    }

    [Theory]
    [InlineData(PostgresErrorCodes.DeadlockDetected)]
    [InlineData(PostgresErrorCodes.SerializationFailure)]
    public async Task RolledBackForAnother_IsRepeated(string code)
    {
        await RefuseFirst(code);
        await _states.Save(Kind, "1", [1], null);
        Assert.Equal(2, await PostgresStatesServer.Ask<long>(_database, "SELECT last_value FROM attempts"));
    }

    [Fact]
    public async Task OtherRefusal_IsUnavailableAndNotRepeated()
    {
        await RefuseFirst(PostgresErrorCodes.DiskFull);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _states.Save(Kind, "1", [1], null));
        Assert.Null(await _states.Load(Kind, "1"));
        await _states.Save(Kind, "1", [1], null);
    }

    public async Task DisposeAsync() => await _states.DisposeAsync();

    public void Dispose() => _wire.Dispose();

    Task RefuseFirst(string code) => PostgresStatesServer.Run(_database, $"""
        CREATE SEQUENCE attempts;
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF nextval('attempts') = 1 THEN RAISE EXCEPTION 'refused' USING ERRCODE = '{code}'; END IF; RETURN NEW; END $$;
        CREATE TRIGGER refuse BEFORE INSERT ON actor_states FOR EACH ROW EXECUTE FUNCTION refuse();
        """);
}
