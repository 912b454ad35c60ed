using System.Globalization;
using Hark.Records;
using Orleans.Storage;

namespace Hark.Silo;

/// <summary>Orleans' grain storage on <see cref="PostgresStateStore"/>, which writes many actors' states in one statement.</summary>
sealed class BatchedGrainStorage(PostgresStateStore store) : IGrainStorage
{
    static readonly StateSerializer Serializer = new();

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var stored = await store.Load(Kind(grainId), Key(grainId));
        grainState.RecordExists = stored is not null;
        grainState.ETag = stored?.Version.ToString(CultureInfo.InvariantCulture);
        if (stored is not null) grainState.State = Serializer.Deserialize<T>(new BinaryData(stored.Data));
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var version = await Checked(() => store.Save(Kind(grainId), Key(grainId), Serializer.Serialize(grainState.State).ToArray(), Version(grainState)), grainState.ETag);
        grainState.ETag = version.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (Version(grainState) is { } version)
            await Checked(async () =>
            {
                await store.Delete(Kind(grainId), Key(grainId), version);
                return version;
            }, grainState.ETag);
        (grainState.ETag, grainState.RecordExists) = (null, false);
    }

    static async Task<long> Checked(Func<Task<long>> act, string? given)
    {
        try
        {
            return await act();
        }
        catch (StateConflictException e)
        {
            throw new InconsistentStateException(e.Message, storedEtag: "unknown", currentEtag: given ?? "none", e);
        }
    }

    static long? Version<T>(IGrainState<T> state) => state.ETag is { } version ? long.Parse(version, CultureInfo.InvariantCulture) : null;

    static string Kind(GrainId grain) => grain.Type.ToString()!;

    /// <summary>Numbers as people write them; Orleans writes them in hexadecimal.</summary>
    static string Key(GrainId grain) => States.IsAddressedByText(grain) ? grain.Key.ToString()! : grain.GetIntegerKey().ToString(CultureInfo.InvariantCulture);
}
