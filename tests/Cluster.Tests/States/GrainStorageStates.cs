using System.Globalization;
using Hark.Grains;
using Hark.Records.Tests;
using Hark.Silo;
using Npgsql;
using Orleans.Storage;

namespace Hark.Cluster.Tests;

/// <summary>A grain storage as the suites of states see a store: one state is read into a fresh activation, changed, and written back.</summary>
/// <param name="test">Sets the actors of one test apart from those of the others on the same database.</param>
/// <param name="isReference">
/// Orleans' own provider differs in three ways. It keeps the row of a cleared state, whose version goes on, so that an activation that was cut off never fits what
/// came after; an activation reads before it writes for the first time, and then knows that version. (Ours deletes the row, and gives no version twice.)
/// It takes a connection for each call, so thousands at once would wait too long for one of its 20. And it takes a key with braces for a pattern, and stumbles over it after the write; no actor has such a key.
/// </param>
sealed class GrainStorageStates(IGrainStorage storage, int test, bool isReference) : IVersionedStates
{
    readonly SemaphoreSlim _atOnce = new(isReference ? 100 : int.MaxValue);

    public async Task<VersionedState?> Load(string kind, string key)
    {
        var state = await Read(kind, key);
        return state.RecordExists ? new(Convert.FromBase64String(state.State!.Blocked!), state.ETag!) : null;
    }

    public async Task<string?> Save(string kind, string key, byte[] data, string? expected)
    {
        if (expected is null && isReference && await Read(kind, key) is { RecordExists: false } cleared) expected = cleared.ETag;
        var state = new GrainState<SubscriberState>(SubscriberState.Empty with { Blocked = Convert.ToBase64String(data) }, expected);
        return await Written(() => storage.WriteStateAsync(States.Name, Actor(kind, key), state)) ? state.ETag : null;
    }

    public Task<bool> Delete(string kind, string key, string expected)
    {
        var state = new GrainState<SubscriberState>(SubscriberState.Empty, expected);
        return Written(() => storage.ClearStateAsync(States.Name, Actor(kind, key), state));
    }

    public ValueTask DisposeAsync()
    {
        _atOnce.Dispose();
        return ValueTask.CompletedTask;
    }

    async Task<GrainState<SubscriberState>> Read(string kind, string key)
    {
        var state = new GrainState<SubscriberState>(SubscriberState.Empty);
        await Reaching(() => storage.ReadStateAsync(States.Name, Actor(kind, key), state));
        return state;
    }

    async Task<bool> Written(Func<Task> write)
    {
        try
        {
            await Reaching(write);
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    /// <summary>The reference lets the driver's exceptions through; <see cref="OrleansState{T}"/> makes one of the contracts of them.</summary>
    async Task Reaching(Func<Task> act)
    {
        await _atOnce.WaitAsync();
        try
        {
            await act();
        }
        catch (NpgsqlException e)
        {
            throw new StorageUnavailableException(e.Message, e);
        }
        finally
        {
            _atOnce.Release();
        }
    }

    /// <summary>Actors are addressed by numbers, except keywords.</summary>
    GrainId Actor(string kind, string key) => long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? GrainId.Create(GrainType.Create($"{kind} {test}"), GrainIdKeyExtensions.CreateIntegerKey(number))
        : GrainId.Create(GrainType.Create("keyword"), $"{test}/{kind}/{(isReference ? key.Replace('{', '(').Replace('}', ')') : key)}");
}
