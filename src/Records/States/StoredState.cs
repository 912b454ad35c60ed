namespace Hark.Records;

/// <summary>What an actor has kept.</summary>
/// <param name="Version">Names this write: no other write of the same actor, also after a deletion, has it. The next write says which one it replaces.</param>
public sealed record StoredState(byte[] Data, long Version);

/// <summary>The state is not at the version that the write was to replace: another activation of the actor has written it, or an earlier write whose answer was lost. Load it again.</summary>
/// <param name="expected">Null when there was to be none.</param>
public sealed class StateConflictException(string kind, string key, long? expected)
    : Exception($"The state of {kind} '{key}' {(expected is { } version ? $"is no longer at version {version}" : "exists already")}. Load it again before writing.");
