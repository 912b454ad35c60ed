namespace Hark.Records;

/// <summary>The data folder held by this process: a lock file that is locked while we live and empty after a clean end.</summary>
sealed class DataFolder : IDisposable
{
    readonly FileStream _lock;

    DataFolder(FileStream file, bool endedCleanly) => (_lock, EndedCleanly) = (file, endedCleanly);

    /// <summary>False when the last process on this folder was killed.</summary>
    public bool EndedCleanly { get; }

    /// <exception cref="DataFolderInUseException"/>
    /// <exception cref="StorageUnavailableException">The folder cannot be made or written.</exception>
    public static DataFolder Take(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var file = new FileStream(Path.Combine(folder, "hark.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var endedCleanly = file.Length == 0;
            if (endedCleanly)
            {
                file.Write("open"u8);
                file.Flush(flushToDisk: true);
            }
            return new DataFolder(file, endedCleanly);
        }
        catch (IOException error) when (IsLocked(error))
        {
            throw new DataFolderInUseException($"The data folder {folder} is in use by another process. Stop it, or give this one a folder of its own (Storage:Path).");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException($"The data folder {folder} cannot be made or written: {error.Message} Check Storage:Path and the folder's permissions.", error);
        }
    }

    public void EndCleanly()
    {
        _lock.SetLength(0);
        _lock.Flush(flushToDisk: true);
    }

    public void Dispose() => _lock.Dispose();

    // EWOULDBLOCK on Linux and macOS; a sharing violation on Windows.
    static bool IsLocked(IOException error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);
}
