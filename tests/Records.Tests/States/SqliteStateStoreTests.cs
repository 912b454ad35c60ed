using Hark.Testing;
using static Hark.Records.Tests.Samples;

namespace Hark.Records.Tests;

public sealed class SqliteStateStoreTests : IAsyncLifetime, IDisposable
{
    readonly TemporaryFolder _folder = new();
    SqliteDatabase _database = null!;
    SqliteStateStore _states = null!;

    public Task InitializeAsync()
    {
        _database = SqliteDatabase.Open(new StorageOptions { Path = _folder.Path }, new ManualTime());
        _states = new SqliteStateStore(_database);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Saved_IsLoadedByNumberAndByText()
    {
        Assert.Null(await _states.Load("subscriber", 12015550001));
        await _states.Save("subscriber", 12015550001, [1, 2]);
        await _states.Save("subscriber", 12015550001, [3]);
        await _states.Save("keyword", "JOIN", [4]);

        Assert.Equal((byte[])[3], await _states.Load("subscriber", 12015550001));
        Assert.Equal((byte[])[4], await _states.Load("keyword", "JOIN"));
        Assert.Null(await _states.Load("keyword", "join"));
    }

    [Fact]
    public async Task EmptyState_IsNotNone()
    {
        await _states.Save("subscriber", 1, []);
        Assert.Empty((await _states.Load("subscriber", 1))!);
    }

    [Fact]
    public async Task Deleted_IsGone()
    {
        await _states.Save("store", 1, [1]);
        await _states.Save("keyword", "JOIN", [1]);
        await _states.Delete("store", 1);
        await _states.Delete("keyword", "JOIN");
        Assert.Null(await _states.Load("store", 1));
        Assert.Null(await _states.Load("keyword", "JOIN"));
    }

    [Fact]
    public async Task Many_AreLoadedAtOnce()
    {
        await _states.Save("store", 1, [1]);
        await _states.Save("store", 3, [3]);
        Assert.Equal(new Dictionary<long, byte[]> { [1] = [1], [3] = [3] }, await _states.LoadMany("store", [1, 2, 3]));
    }

    [Fact]
    public async Task KindOfTheOtherKey_IsRefused()
    {
        await _states.Save("store", 1, [1]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _states.Load("store", "1"));
        await Assert.ThrowsAsync<ArgumentException>(() => _states.Load("store; DROP TABLE ids", 1));
    }

    [Fact]
    public async Task Wakeups_AreOnePerActorEarliestFirst()
    {
        await _states.SetWakeup("campaign", "7", At.AddHours(2));
        await _states.SetWakeup("store", "1", At);
        await _states.SetWakeup("campaign", "7", At.AddHours(1));
        await _states.SetWakeup("store", "2", At);
        await _states.ClearWakeup("store", "2");
        Assert.Equal([new Wakeup("store", "1", At), new Wakeup("campaign", "7", At.AddHours(1))], await _states.ListWakeups());
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    public void Dispose() => _folder.Dispose();
}
