using System.Collections.Concurrent;

namespace Hark.Records;

/// <summary>The one thread that writes. It takes all works that wait, runs them in one transaction and commits once: many writes, one fsync.</summary>
sealed class SqliteWriter
{
    const int MostWorks = 2_000;
    static readonly TimeSpan LongestBatch = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    static readonly Sql Probe = Sql.Named("Sqlite/probe");
    static readonly Sql ProbeEnd = Sql.Named("Sqlite/probe-end");
    static readonly Sql Begin = Sql.Named("Sqlite/begin");
    static readonly Sql Commit = Sql.Named("Sqlite/commit");
    static readonly Sql Mark = Sql.Named("Sqlite/savepoint");
    static readonly Sql Release = Sql.Named("Sqlite/release");

    readonly SqliteSession _session;
    readonly string _file;
    readonly TimeProvider _time;
    readonly BlockingCollection<RecordWork> _queue = [];
    readonly List<RecordWork> _batch = [];
    readonly Thread _thread;
    volatile StorageHealth _health = StorageHealth.Good;
    bool _checkpointDue;

    public SqliteWriter(SqliteSession session, string file, TimeProvider time)
    {
        (_session, _file, _time) = (session, file, time);
        _thread = new Thread(Loop) { IsBackground = true, Name = "hark writer" };
        _thread.Start();
    }

    public StorageHealth Health => _health;

    public Task<T> Write<T>(Func<RecordSession, T> work, bool atomic)
    {
        var item = new RecordWork<T>(work, atomic);
        try { _queue.Add(item); }
        catch (InvalidOperationException) { throw new ObjectDisposedException(nameof(SqliteDatabase)); }
        return item.Task;
    }

    /// <summary>Ends what is queued, then the thread.</summary>
    public Task Stop() => Task.Run(() =>
    {
        _queue.CompleteAdding();
        _thread.Join();
    });

    void Loop()
    {
        while (!_queue.IsCompleted)
        {
            if (_queue.TryTake(out var work, Idle)) RunBatch(work);
            else if (!_queue.IsAddingCompleted) Rest();
        }
    }

    void RunBatch(RecordWork first)
    {
        _batch.Clear();
        var start = _time.GetTimestamp();
        try
        {
            _session.Statement(Begin).Run();
            var work = first;
            do
            {
                _batch.Add(work);
                Run(work);
            }
            while (_batch.Count < MostWorks && _time.GetElapsedTime(start) < LongestBatch && _queue.TryTake(out work));
            _session.Statement(Commit).Run();
            _checkpointDue = true;
            _health = StorageHealth.Good;
        }
        catch (Exception error)
        {
            if (_batch.Count == 0) _batch.Add(first);
            Abandon(error);
        }
        foreach (var work in _batch) work.End();
    }

    void Run(RecordWork work)
    {
        if (work.Atomic) _session.Statement(Mark).Run();
        try
        {
            work.Run(_session);
        }
        catch (Exception error) when (error is not SqliteErrorException { IsStorage: true } && _session.InTransaction)
        {
            work.Failure = error;
        }
        _session.ResetUsed();
        if (!work.Atomic) return;
        if (work.Failure is not null) _session.Script("ROLLBACK TO work");
        _session.Statement(Release).Run();
    }

    /// <summary>Nothing of this batch was kept, so none of its works may be told otherwise.</summary>
    void Abandon(Exception error)
    {
        _session.ResetUsed();
        try
        {
            if (_session.InTransaction) _session.Script("ROLLBACK");
        }
        catch (SqliteErrorException rollback)
        {
            error = new AggregateException(error, rollback);
        }
        var sentence = error is SqliteErrorException { IsFull: true }
            ? $"There is no room left to write to {_file}: free disk space or raise Storage:MaxMegabytes."
            : $"Writing to {_file} failed: {error.Message}. Look at the disk and the folder's permissions.";
        _health = new StorageHealth(false, sentence);
        foreach (var work in _batch) work.Failure = new StorageUnavailableException(sentence, error);
    }

    /// <summary>With nothing to write: moves the log into the file, so that it does not happen under load; and finds out whether a fault is over, because nobody may write while readiness says no.</summary>
    void Rest()
    {
        if (!_health.Ok)
            RunBatch(new RecordWork<int>(s => s.Statement(Probe).Run() + s.Statement(ProbeEnd).Run(), atomic: false));
        if (!_checkpointDue || !_health.Ok) return;
        _checkpointDue = false;
        try { _session.Pragma("wal_checkpoint(PASSIVE)"); }
        catch (SqliteErrorException error) { _health = new StorageHealth(false, $"Moving the log into {_file} failed: {error.Message}."); }
    }
}
