namespace Hark;

/// <summary>State or records could not be written (disk full, read-only, database gone). Nothing of the request is known to have been done; it may be tried again, calls are idempotent.</summary>
public sealed class StorageUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
