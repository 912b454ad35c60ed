using System.Text.Json;
using Hark.Grains;
using Hark.Records;

namespace Hark.Cluster.Tests;

/// <summary>An activation that another one has overtaken: the one that the cluster still calls, and one elsewhere that wrote the row.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class FencedActivationTests(BatchedSilos silos) : IClassFixture<BatchedSilos>
{
    static readonly CreateAccount Request = new("Main Street", "owner@example.com", "-", "key");

    [Fact]
    public async Task AnotherHasWritten_IsToldOnce_AndTheNextCallWorksOnWhatIsKept()
    {
        var account = silos.Grains.Account(new(101));
        await account.Create(Request);
        await Write("101", state => state with { Stores = [new(1)] });

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => account.AddStore(new(2)));
        Assert.Contains("account/", error.Message, StringComparison.Ordinal);
        await account.AddStore(new(3));
        Assert.Equal([new StoreId(1), new StoreId(3)], (await account.View())!.Stores);
        Assert.Equal([new StoreId(1), new StoreId(3)], [.. (await Kept("101")).State.Stores]);
    }

    [Fact]
    public async Task FirstWriteOfAnother_Fences()
    {
        var account = silos.Grains.Account(new(102));
        Assert.Null(await account.View());
        await using (var store = Open()) await store.Save("account", "102", Bytes(new(Request with { Name = "Other" }, DateTimeOffset.UnixEpoch, [])), null);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => account.Create(Request));
        Assert.Equal("Other", (await account.Create(Request)).Value!.Name);
    }

    [Fact]
    public async Task StateThatAnotherHasDeleted_Fences()
    {
        var keyword = silos.Grains.Keyword("SPRING");
        Assert.True((await keyword.Claim(new(1))).Ok);
        await using (var store = Open()) await store.Delete("keyword", "SPRING", (await store.Load("keyword", "SPRING"))!.Version);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => keyword.Release(new(1)));
        Assert.Null(await keyword.Holder());
        Assert.True((await keyword.Claim(new(2))).Ok);
    }

    [Fact]
    public async Task CallsThatWaitBehindTheFencedOne_AreServedByTheNextActivation()
    {
        var account = silos.Grains.Account(new(103));
        await account.Create(Request);
        await Write("103", state => state with { Stores = [new(1)] });

        var calls = await Task.WhenAll(Enumerable.Range(10, 20).Select(async store =>
        {
            try
            {
                await account.AddStore(new(store));
                return true;
            }
            catch (StorageUnavailableException)
            {
                return false;
            }
        }));
        Assert.Single(calls, done => !done);
        var stores = (await Kept("103")).State.Stores;
        Assert.Contains(new StoreId(1), stores);
        Assert.Equal(20, stores.Length);
        Assert.Equal([.. stores], (await account.View())!.Stores);
    }

    PostgresStateStore Open() => new(new() { ConnectionString = silos.Database });

    static byte[] Bytes(AccountState state) => JsonSerializer.SerializeToUtf8Bytes(state, StateJson.Default.AccountState);

    async Task<(AccountState State, long Version)> Kept(string key)
    {
        await using var store = Open();
        var kept = (await store.Load("account", key))!;
        return (JsonSerializer.Deserialize(kept.Data, StateJson.Default.AccountState)!, kept.Version);
    }

    async Task Write(string key, Func<AccountState, AccountState> change)
    {
        var (state, version) = await Kept(key);
        await using var store = Open();
        await store.Save("account", key, Bytes(change(state)), version);
    }
}
