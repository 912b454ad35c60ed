using System.ComponentModel.DataAnnotations;

namespace Hark.Records.Tests;

/// <summary>What only the store on PostgreSQL promises.</summary>
[Collection(PostgresStatesTests.Name)]
[Trait("Needs", "PostgreSQL")]
public sealed class PostgresStateStoreTests(PostgresStatesServer server) : IAsyncLifetime
{
    const string Kind = "subscriber";

    string _database = "";
    PostgresStateStore _states = null!;

    public async Task InitializeAsync()
    {
        _database = await server.NewDatabase();
        _states = PostgresStatesServer.Open(new() { ConnectionString = _database });
    }

    [Fact]
    public async Task WritesOfOneActor_RunInTheOrderTheyCame()
    {
        var first = await _states.Save(Kind, "1", [0], null);
        // Each replaces the one before it: any other order is refused.
        var saves = Enumerable.Range(0, 50).Select(i => _states.Save(Kind, "1", [(byte)(i + 1)], first + i)).ToArray();
        var deletion = _states.Delete(Kind, "1", first + 50);
        var again = _states.Save(Kind, "1", [99], null);

        Assert.Equal(Enumerable.Range(1, 50).Select(i => first + i), await Task.WhenAll(saves));
        await deletion;
        await again;
        Assert.Equal([99], (await _states.Load(Kind, "1"))!.Data);
    }

    [Fact]
    public async Task WritesAtOnce_ShareTransactions()
    {
        await Task.WhenAll(Enumerable.Range(0, 5_000).Select(i => _states.Save(Kind, $"{i}", [1], null)));
        Assert.InRange(await PostgresStatesServer.Ask<long>(_database, "SELECT count(DISTINCT xmin::text) FROM actor_states"), 1, 500);
    }

    [Fact]
    public async Task Commit_IsDurableWhateverTheDatabaseDefaults()
    {
        await PostgresStatesServer.Run(_database, """
            DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$;
            CREATE TABLE seen (setting text);
            CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN INSERT INTO seen VALUES (current_setting('synchronous_commit')); RETURN NEW; END $$;
            CREATE TRIGGER see BEFORE INSERT ON actor_states FOR EACH ROW EXECUTE FUNCTION see();
            """);
        Assert.Equal("off", await PostgresStatesServer.Ask<string>(_database, "SELECT current_setting('synchronous_commit')"));
        await _states.Save(Kind, "1", [1], null);
        Assert.Equal("on", await PostgresStatesServer.Ask<string>(_database, "SELECT setting FROM seen"));
    }

    [Fact]
    public async Task NameThatIsNoText_IsRefusedAlone()
    {
        string[] names = ["a\0b", "\uD83D", "\uDDDD\uD83Da"];
        var saves = Enumerable.Range(0, 100).Select(i => _states.Save(Kind, $"{i}", [1], null)).ToArray();
        foreach (var name in names)
        {
            await Assert.ThrowsAsync<ArgumentException>(() => _states.Save(Kind, name, [1], null));
            await Assert.ThrowsAsync<ArgumentException>(() => _states.Save(name, "1", [1], null));
            await Assert.ThrowsAsync<ArgumentException>(() => _states.Load(Kind, name));
            await Assert.ThrowsAsync<ArgumentException>(() => _states.Delete(Kind, name, 1));
        }
        await Task.WhenAll(saves);
    }

    [Fact]
    public async Task LongestNames_AreKeptAndLongerOnesRefused()
    {
        // Random three-byte characters: an index entry that compression does not help.
        var random = new Random(1);
        var (kind, key) = (Name(PostgresStateStore.LongestKind), Name(PostgresStateStore.LongestKey));
        await _states.Save(kind, key, [1], null);
        Assert.NotNull(await _states.Load(kind, key));
        await Assert.ThrowsAsync<ArgumentException>(() => _states.Save(kind, key + "x", [1], null));
        await Assert.ThrowsAsync<ArgumentException>(() => _states.Save(kind + "x", key, [1], null));

        string Name(int length) => new([.. Enumerable.Range(0, length).Select(_ => (char)random.Next(0x4E00, 0x9FFF))]);
    }

    [Fact]
    public async Task Disposed_EndsWhatWasAskedForAndTakesNoMore()
    {
        var saves = Enumerable.Range(0, 3_000).Select(i => _states.Save(Kind, $"{i}", [1], null)).ToArray();
        var second = _states.Save(Kind, "0", [2], null);
        await _states.DisposeAsync();
        Assert.All(saves, save => Assert.True(save.IsCompletedSuccessfully));
        await Assert.ThrowsAsync<StateConflictException>(() => second);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _states.Load(Kind, "1"));
    }

    [Fact]
    public void OptionOutOfRange_IsNamed()
    {
        var error = Assert.Throws<ValidationException>(() => new PostgresStateStore(new() { ConnectionString = _database, WriteConnections = 0 }));
        Assert.Contains("WriteConnections", error.Message, StringComparison.Ordinal);
    }

    public async Task DisposeAsync() => await _states.DisposeAsync();
}
