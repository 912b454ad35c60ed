using System.Text.Json;
using Orleans.Storage;

namespace Hark.Silo;

/// <summary>The storage of actors' states as their shells know it, whichever keeps them.</summary>
/// <remarks>
/// Orleans names a state by what its shell calls it, and the ADO.NET provider finds the row by that name and by the key, which it reads as a number where it can:
/// an account and a store of one number, or the keywords <c>FACE</c> and <c>0FACE</c>, would share a row. So the name is that of the actor.
/// </remarks>
sealed class ActorStorage(IGrainStorage storage, ILogger<ActorStorage> logger) : IGrainStorage
{
    /// <remarks>A state that cannot be read ends the activation, and its exception answers the calls: it has to be one that every process knows, without its cause.</remarks>
    /// <exception cref="StorageUnavailableException">Nothing is known of the state.</exception>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        try
        {
            await storage.ReadStateAsync(Name(grainId), grainId, grainState);
        }
        catch (Exception e) when (e is not JsonException)
        {
            logger.NotRead(e, grainId);
            throw new StorageUnavailableException($"The state of {grainId} could not be read: {e.Message}");
        }
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => storage.WriteStateAsync(Name(grainId), grainId, grainState);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => storage.ClearStateAsync(Name(grainId), grainId, grainState);

    static string Name(GrainId grain) => States.IsAddressedByText(grain) ? grain.ToString() : grain.Type.ToString()!;
}

static partial class ActorStorageLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The state of {Actor} could not be read.")]
    public static partial void NotRead(this ILogger logger, Exception exception, GrainId actor);
}
