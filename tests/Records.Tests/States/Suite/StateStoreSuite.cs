using System.Text;

namespace Hark.Records.Tests;

/// <summary>What a cluster's store of states has to hold: no write is lost to another, whoever writes.</summary>
public abstract class StateStoreSuite : IAsyncLifetime
{
    const string Kind = "subscriber";

    protected IVersionedStates States { get; private set; } = null!;

    /// <summary>Another silo's store on the same database.</summary>
    protected IVersionedStates Others { get; private set; } = null!;

    /// <summary>Another store on the one database of this test.</summary>
    protected abstract Task<IVersionedStates> Open();

    public virtual async Task InitializeAsync() => (States, Others) = (await Open(), await Open());

    [Fact]
    public async Task NeverSaved_IsNone()
    {
        await Save("1", null, 1);
        Assert.Null(await States.Load(Kind, "2"));
        Assert.Null(await States.Load("store", "1"));
    }

    [Fact]
    public async Task Saved_IsLoadedAtItsVersion()
    {
        var first = await Save("1", null, 1);
        Assert.Equal(first, (await Others.Load(Kind, "1"))!.Version);
        var second = await Save("1", first, 2, 2);
        Assert.NotEqual(first, second);
        var loaded = await Others.Load(Kind, "1");
        Assert.Equal([2, 2], loaded!.Data);
        Assert.Equal(second, loaded.Version);
    }

    [Fact]
    public async Task FirstSave_WhereThereIsOne_IsRefused()
    {
        await Save("1", null, 1);
        Assert.Null(await Others.Save(Kind, "1", [2], null));
        await AssertKept("1", 1);
    }

    [Fact]
    public async Task SaveOverAnOldVersion_IsRefused()
    {
        var first = await Save("1", null, 1);
        await Save("1", first, 2);
        Assert.Null(await Others.Save(Kind, "1", [3], first));
        await AssertKept("1", 2);
    }

    [Fact]
    public async Task SaveOverNone_IsRefused()
    {
        var version = await Save("1", null, 1);
        Assert.Null(await States.Save(Kind, "2", [1], version));
        Assert.Null(await States.Load(Kind, "2"));
    }

    [Fact]
    public async Task Deleted_IsGoneAndMayBeginAgain()
    {
        var first = await Save("1", null, 1);
        Assert.True(await States.Delete(Kind, "1", first));
        Assert.Null(await Others.Load(Kind, "1"));
        await Save("1", null, 2);
        await AssertKept("1", 2);
    }

    [Fact]
    public async Task DeletionOfAnOldVersion_IsRefused()
    {
        var first = await Save("1", null, 1);
        var second = await Save("1", first, 2);
        Assert.False(await Others.Delete(Kind, "1", first));
        await AssertKept("1", 2);
        Assert.True(await Others.Delete(Kind, "1", second));
        Assert.False(await Others.Delete(Kind, "1", second));
    }

    [Fact]
    public async Task VersionOfADeletedState_DoesNotFitItsSuccessor()
    {
        var former = await Save("1", null, 1);
        Assert.True(await Others.Delete(Kind, "1", former));
        Assert.NotNull(await Others.Save(Kind, "1", [2], null));
        // An activation that was cut off knows nothing of it.
        Assert.Null(await States.Save(Kind, "1", [3], former));
        Assert.False(await States.Delete(Kind, "1", former));
        await AssertKept("1", 2);
    }

    [Fact]
    public async Task EmptyState_IsNotNone()
    {
        await States.Save(Kind, "1", [], null);
        Assert.Empty((await Others.Load(Kind, "1"))!.Data);
    }

    [Fact]
    public async Task LargeStates_AreKept()
    {
        var states = Enumerable.Range(0, 12).Select(seed => { var data = new byte[1 << 20]; new Random(seed).NextBytes(data); return data; }).ToArray();
        var versions = await Task.WhenAll(states.Select((data, i) => States.Save(Kind, $"{i}", data, null)));
        await Task.WhenAll(states.Select((_, i) => States.Save(Kind, $"{i}", states[^(i + 1)], versions[i])));
        var loaded = await Task.WhenAll(states.Select((_, i) => Others.Load(Kind, $"{i}")));
        for (var i = 0; i < states.Length; i++) Assert.Equal(states[^(i + 1)], loaded[i]!.Data);
    }

    [Fact]
    public async Task OddKeys_AreTheirOwn()
    {
        string[] keys = ["", " ", "a", "A", "a ", "ä", "a\u0308", "'", "\"", "\\", "\\x41", "{a,b}", "NULL", "null", "%", "_", "\n", "\t", "ключ", "鍵", "🗝️", "a/b", "$1", "'; DROP TABLE actor_states; --", "\u0001", "\uFFFD", "\uFFFF", new('k', 400)];
        var versions = await Task.WhenAll(keys.Select(key => States.Save(Kind, key, Encoding.UTF8.GetBytes(key), null)));
        Assert.All(versions, Assert.NotNull);
        var loaded = await Task.WhenAll(keys.Select(key => Others.Load(Kind, key)));
        Assert.Equal(keys, loaded.Select(state => Encoding.UTF8.GetString(state!.Data)));
    }

    [Fact]
    public async Task ThousandsAtOnce_AreEachTheirOwn()
    {
        var actors = Enumerable.Range(0, 5_000).ToArray();
        var firsts = await Task.WhenAll(actors.Select(i => States.Save(Kind, $"{i}", BitConverter.GetBytes(i), null)));
        var seconds = await Task.WhenAll(actors.Select(i => Others.Save(Kind, $"{i}", BitConverter.GetBytes(-i), firsts[i])));
        var loaded = await Task.WhenAll(actors.Select(i => States.Load(Kind, $"{i}")));
        Assert.Equal(seconds, loaded.Select(state => state!.Version));
        Assert.Equal(actors.Select(i => -i), loaded.Select(state => BitConverter.ToInt32(state!.Data)));
    }

    [Fact]
    public async Task ConflictsAmongMany_LeaveTheOthers()
    {
        var actors = Enumerable.Range(0, 1_000).ToArray();
        var versions = await Task.WhenAll(actors.Select(i => States.Save(Kind, $"{i}", [1], null)));
        foreach (var i in actors.Where(IsOthers)) Assert.NotNull(await Others.Save(Kind, $"{i}", [2], versions[i]));

        // Saves, deletions and first saves, of which every hundredth is refused.
        var done = await Task.WhenAll(actors.Select(async i => (i % 3) switch
        {
            0 => await States.Save(Kind, $"{i}", [3], versions[i]) is not null,
            1 => await States.Delete(Kind, $"{i}", versions[i]!),
            _ => await States.Save(Kind, IsOthers(i) ? $"{i}" : $"new {i}", [3], null) is not null,
        }));

        Assert.Equal(actors.Select(i => !IsOthers(i)), done);
        Assert.All(await Task.WhenAll(actors.Where(IsOthers).Select(i => States.Load(Kind, $"{i}"))), state => Assert.Equal([2], state!.Data));

        static bool IsOthers(int i) => i % 100 == 7;
    }

    [Fact]
    public async Task FirstSavesAtOnce_OneWins()
    {
        for (var round = 0; round < 20; round++)
        {
            var tries = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? States : Others).Save(Kind, $"{round}", [(byte)i], null)));
            var winner = Assert.Single(tries, version => version is not null);
            await AssertKept($"{round}", (byte)Array.IndexOf(tries, winner));
        }
    }

    [Fact]
    public async Task TwoStoresRacingOnOneActor_LoseNoUpdate()
    {
        const int Writers = 16, Each = 25;
        await Save("1", null, BitConverter.GetBytes(0));
        var versions = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var states = writer % 2 == 0 ? States : Others;
            var won = new List<string>();
            while (won.Count < Each)
            {
                var seen = (await states.Load(Kind, "1"))!;
                if (await states.Save(Kind, "1", BitConverter.GetBytes(BitConverter.ToInt32(seen.Data) + 1), seen.Version) is { } version) won.Add(version);
            }
            return won;
        })));
        Assert.Equal(Writers * Each, BitConverter.ToInt32((await States.Load(Kind, "1"))!.Data));
        Assert.Equal(Writers * Each, versions.SelectMany(won => won).Distinct().Count());
    }

    public virtual async Task DisposeAsync()
    {
        await States.DisposeAsync();
        await Others.DisposeAsync();
    }

    async Task<string> Save(string key, string? expected, params byte[] data)
    {
        var version = await States.Save(Kind, key, data, expected);
        Assert.NotNull(version);
        return version;
    }

    async Task AssertKept(string key, params byte[] data) => Assert.Equal(data, (await States.Load(Kind, key))!.Data);
}
