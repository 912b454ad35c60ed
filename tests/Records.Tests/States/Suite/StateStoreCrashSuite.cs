namespace Hark.Records.Tests;

/// <summary>A database server that dies under load: what was acknowledged is there at its version, and what is there was asked for.</summary>
public abstract class StateStoreCrashSuite
{
    const int Actors = 300;
    const int WritesBeforeTheEnd = 3_000;
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    protected abstract Task<IVersionedStates> Open();

    protected abstract Task KillServer();

    protected abstract Task RestartServer();

    [Fact]
    public async Task ServerKilledUnderLoad_KeepsWhatWasAcknowledged()
    {
        await using var states = await Open();
        var underLoad = new CountdownEvent(WritesBeforeTheEnd);
        var writing = Enumerable.Range(0, Actors).Select(actor => Task.Run(() => WriteUntilUnavailable(states, actor, underLoad))).ToArray();
        Assert.True(await Task.Run(() => underLoad.Wait(Soon)));
        await KillServer();
        var ended = await Task.WhenAll(writing).WaitAsync(Soon);
        await RestartServer();

        for (var actor = 0; actor < Actors; actor++)
        {
            var (acknowledged, version) = ended[actor];
            var loaded = await Retry(() => states.Load("store", $"{actor}"));
            var count = loaded is null ? 0 : BitConverter.ToInt32(loaded.Data);
            // The last write had no answer: it is there or it is not.
            Assert.InRange(count, acknowledged, acknowledged + 1);
            if (count == acknowledged) Assert.Equal(version, loaded?.Version);
        }
    }

    [Fact]
    public async Task ServerBackAgain_IsUsedAgain()
    {
        await using var states = await Open();
        var version = await states.Save("store", "1", [1], null);
        await KillServer();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => states.Save("store", "1", [2], version));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => states.Load("store", "1"));
        await RestartServer();

        Assert.Equal(version, (await Retry(() => states.Load("store", "1")))!.Version);
        Assert.NotNull(await Retry(() => states.Save("store", "2", [2], null)));
        var actors = Enumerable.Range(0, 100);
        Assert.All(await Task.WhenAll(actors.Select(actor => states.Save("store", $"new {actor}", [1], null))), Assert.NotNull);
    }

    static async Task<(int Acknowledged, string? Version)> WriteUntilUnavailable(IVersionedStates states, int actor, CountdownEvent underLoad)
    {
        var (count, version) = (0, (string?)null);
        while (true)
        {
            try
            {
                version = await states.Save("store", $"{actor}", BitConverter.GetBytes(count + 1), version);
                Assert.NotNull(version);
                count++;
            }
            catch (StorageUnavailableException)
            {
                return (count, version);
            }
            lock (underLoad)
            {
                if (!underLoad.IsSet) underLoad.Signal();
            }
        }
    }

    /// <summary>Connections that died with the server are found out by use.</summary>
    static async Task<T> Retry<T>(Func<Task<T>> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try { return await work(); }
            catch (StorageUnavailableException) when (attempt < 10) { }
        }
    }
}
