using Hark.Testing;

namespace Hark.Records.Tests;

public sealed class SqliteDatabaseTests : IDisposable
{
    static readonly Sql Put = Sql.Named("Settings/put");
    static readonly Sql Get = Sql.Named("Settings/get");

    readonly TemporaryFolder _folder = new();
    readonly ManualTime _time = new();

    SqliteDatabase Open(int? megabytes = null) => SqliteDatabase.Open(new StorageOptions { Path = _folder.Path, MaxMegabytes = megabytes }, _time);

    static void PutValue(RecordSession session, string name, string value) => session.Statement(Put).Add(name).Add(value).Run();
    static Task<string?> Value(SqliteDatabase database, string name) => database.Read(s => s.Statement(Get).Add(name).One(row => row.Text(0)));

    [Fact]
    public async Task OneThrowsAmongMany_OthersAreKeptAndItLeavesNothing()
    {
        await using var database = Open();
        // Holds the writer until all are queued, so that they share a batch.
        using var queued = new ManualResetEventSlim();
        var gate = database.Write(_ => queued.Wait());
        var works = Enumerable.Range(0, 100).Select(n => database.Write(session =>
        {
            PutValue(session, $"n{n}", "kept");
            if (n == 50) throw new InvalidDataException("fifty");
        })).ToList();
        queued.Set();
        await gate;

        await Assert.ThrowsAsync<InvalidDataException>(() => works[50]);
        for (var n = 0; n < 100; n++)
        {
            if (n != 50) await works[n];
            Assert.Equal(n == 50 ? null : "kept", await Value(database, $"n{n}"));
        }
        Assert.True(database.Health.Ok);
    }

    [Fact]
    public async Task FaultyStatement_FailsItsWorkAlone()
    {
        await using var database = Open();
        using var queued = new ManualResetEventSlim();
        var gate = database.Write(_ => queued.Wait());
        var faulty = database.Write(session => { session.Statement(Put).Add("a").Add((string?)null).Run(); }, atomic: false);
        var good = database.Write(session => PutValue(session, "b", "kept"), atomic: false);
        queued.Set();
        await gate;

        await Assert.ThrowsAsync<SqliteErrorException>(() => faulty);
        await good;
        Assert.Equal("kept", await Value(database, "b"));
    }

    [Fact]
    public async Task NotYetCommitted_IsNotRead()
    {
        await using var database = Open();
        using var written = new ManualResetEventSlim();
        using var read = new ManualResetEventSlim();
        var writing = database.Write(session => { PutValue(session, "a", "1"); written.Set(); read.Wait(); });
        await Task.Run(written.Wait);

        Assert.Null(await Value(database, "a"));
        Assert.False(writing.IsCompleted);
        read.Set();
        await writing;
        Assert.Equal("1", await Value(database, "a"));
    }

    [Fact]
    public async Task QuotaFull_RefusesKeepsWhatWasAcknowledgedAndRecovers()
    {
        var acknowledged = new List<string>();
        await using (var database = Open(megabytes: 1))
        {
            StorageUnavailableException? refused = null;
            for (var n = 0; refused is null; n++)
            {
                try
                {
                    await database.Write(session => PutValue(session, $"n{n}", new string('x', 20_000)));
                    acknowledged.Add($"n{n}");
                }
                catch (StorageUnavailableException error) { refused = error; }
            }
            Assert.NotEmpty(acknowledged);
            Assert.Contains("Storage:MaxMegabytes", refused.Message, StringComparison.Ordinal);
            Assert.False(database.Health.Ok);
            Assert.NotNull(await Value(database, acknowledged[^1]));
        }

        await using var roomier = Open(megabytes: 4);
        foreach (var name in acknowledged) Assert.Equal(20_000, (await Value(roomier, name))?.Length);
        await roomier.Write(session => PutValue(session, "after", "1"));
        Assert.True(roomier.Health.Ok);
    }

    [Fact]
    public async Task SmallWriteAfterFull_ClearsHealth()
    {
        await using var database = Open(megabytes: 1);
        await database.Write(session => PutValue(session, "a", "1"));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => database.Write(session => PutValue(session, "b", new string('x', 2_000_000))));
        Assert.False(database.Health.Ok);

        await database.Write(session => PutValue(session, "a", "2"));
        Assert.True(database.Health.Ok);
        Assert.Equal("2", await Value(database, "a"));
    }

    [Fact]
    public async Task QueuedBeforeTheEnd_IsKept()
    {
        var database = Open();
        var works = Enumerable.Range(0, 500).Select(n => database.Write(session => PutValue(session, $"n{n}", "kept"))).ToList();
        await database.DisposeAsync();
        await Task.WhenAll(works);

        await using var again = Open();
        Assert.Equal("kept", await Value(again, "n499"));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => database.Write(session => PutValue(session, "late", "1")));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Value(database, "late"));
    }

    public void Dispose() => _folder.Dispose();
}
