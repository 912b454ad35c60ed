using System.Collections.Concurrent;

namespace Hark.Records;

/// <summary>The one file of a single machine: a writer with group commit, and connections that read snapshots beside it.</summary>
public sealed class SqliteDatabase : RecordDatabase
{
    readonly DataFolder _folder;
    readonly SqliteSession _writing;
    readonly SqliteWriter _writer;
    readonly string _file;
    readonly int _readers;
    readonly SemaphoreSlim _free;
    readonly ConcurrentStack<SqliteSession> _reading = [];
    bool _disposed;

    SqliteDatabase(DataFolder folder, SqliteSession writing, string file, StorageOptions options, TimeProvider time)
    {
        (_folder, _writing, _file, _readers) = (folder, writing, file, options.Readers);
        _free = new SemaphoreSlim(_readers);
        _writer = new SqliteWriter(writing, file, time);
    }

    /// <summary>Opens the database of a data folder, making it when it is new and bringing it up to date when it is old.</summary>
    /// <exception cref="DataFolderInUseException">Another process has it.</exception>
    /// <exception cref="StorageUnavailableException">The folder or file cannot be written.</exception>
    /// <exception cref="DataFileRefusedException">The file is damaged, or of a newer version.</exception>
    public static SqliteDatabase Open(StorageOptions options, TimeProvider time)
    {
        options.Validate();
        var path = Path.GetFullPath(options.Path);
        var file = Path.Combine(path, "hark.db");
        var folder = DataFolder.Take(path);
        SqliteSession? writing = null;
        try
        {
            writing = Connect(file, readOnly: false);
            SqliteSchema.Prepare(writing, file, options, folder.EndedCleanly);
            return new SqliteDatabase(folder, writing, file, options, time);
        }
        catch
        {
            writing?.Dispose();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>How the last write went. A fault that is over is found out within a second or two, also when nobody writes.</summary>
    public override StorageHealth Health => _writer.Health;

    /// <summary>Queues work for the writer: works that wait are committed together, in the order they came.</summary>
    public override Task<T> Write<T>(Func<RecordSession, T> work, bool atomic = true) => _writer.Write(work, atomic);

    /// <summary>Reads beside the writer.</summary>
    public override async Task<T> Read<T>(Func<RecordSession, T> work, bool atomic = true)
    {
        await _free.WaitAsync();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return await Task.Run(() => ReadSnapshot(work));
        }
        finally { _free.Release(); }
    }

    public override async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        await _writer.Stop();
        for (var reader = 0; reader < _readers; reader++) await _free.WaitAsync();
        _disposed = true;
        _free.Release(_readers);
        foreach (var session in _reading) session.Dispose();
        var clean = Health.Ok;
        _writing.Dispose();
        if (clean) _folder.EndCleanly();
        _folder.Dispose();
    }

    T ReadSnapshot<T>(Func<RecordSession, T> work)
    {
        try
        {
            if (!_reading.TryPop(out var session)) session = OpenReader();
            try
            {
                session.Script("BEGIN");
                return work(session);
            }
            finally
            {
                session.ResetUsed();
                if (session.InTransaction) session.Script("COMMIT");
                _reading.Push(session);
            }
        }
        catch (SqliteErrorException error) when (error.IsStorage)
        {
            throw new StorageUnavailableException($"Reading {_file} failed: {error.Message}. Look at the disk.", error);
        }
    }

    SqliteSession OpenReader()
    {
        var session = Connect(_file, readOnly: true);
        session.Pragma("cache_size = -16384");
        session.Pragma("busy_timeout = 5000");
        session.Pragma("query_only = 1");
        return session;
    }

    static SqliteSession Connect(string file, bool readOnly)
    {
        try { return new SqliteSession(file, readOnly); }
        catch (SqliteErrorException error)
        {
            throw new StorageUnavailableException($"The database file {file} cannot be opened: {error.Message}. Check the disk and the folder's permissions.", error);
        }
    }
}
