namespace Hark.Records.Tests;

/// <summary>A store of actors' states as one silo sees it; what <see cref="StateStoreSuite"/> asks of every one of them.</summary>
public interface IVersionedStates : IAsyncDisposable
{
    /// <returns>Null when the actor has kept nothing.</returns>
    /// <exception cref="StorageUnavailableException"/>
    Task<VersionedState?> Load(string kind, string key);

    /// <param name="expected">The version that it replaces; null when there must be none.</param>
    /// <returns>The new version; null when the state is not at the expected one.</returns>
    /// <exception cref="StorageUnavailableException">The write is not known to be kept.</exception>
    Task<string?> Save(string kind, string key, byte[] data, string? expected);

    /// <returns>False when the state is not at the expected version.</returns>
    /// <inheritdoc cref="Save"/>
    Task<bool> Delete(string kind, string key, string expected);
}

public sealed record VersionedState(byte[] Data, string Version);
