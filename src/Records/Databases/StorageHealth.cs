namespace Hark.Records;

/// <summary>Whether writes are kept at present.</summary>
/// <param name="Sentence">What is wrong and what to do; null when all is well.</param>
public sealed record StorageHealth(bool Ok, string? Sentence)
{
    public static readonly StorageHealth Good = new(true, null);
}

/// <summary>Another process works on the data folder.</summary>
public sealed class DataFolderInUseException(string message) : Exception(message);

/// <summary>The database file is damaged, or was written by a newer version.</summary>
public sealed class DataFileRefusedException(string message, Exception? inner = null) : Exception(message, inner);
