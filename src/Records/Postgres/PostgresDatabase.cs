using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using Npgsql;

namespace Hark.Records;

/// <summary>A PostgreSQL server, used through a few connections, each with a thread of its own. Any number of processes may work on it at once.</summary>
public sealed class PostgresDatabase : RecordDatabase
{
    static readonly TimeSpan Watch = TimeSpan.FromSeconds(1);
    static readonly Sql Probe = Sql.Named("Postgres/probe");

    readonly BlockingCollection<RecordWork> _queue = [];
    readonly NpgsqlDataSource _source;
    readonly PostgresLine _line;
    // Patience with a server is a matter of real time, whatever clock the records are given.
    readonly TimeProvider _time = TimeProvider.System;
    readonly Lock _lock = new();
    readonly List<PostgresWorker> _workers;
    readonly ITimer _watch;
    Task _probe = Task.CompletedTask;

    PostgresDatabase(PostgresAddress address, NpgsqlDataSource source, int connections)
    {
        _source = source;
        _line = new PostgresLine(address, _time);
        _workers = [.. Enumerable.Range(0, connections).Select(_ => NewWorker())];
        _watch = _time.CreateTimer(_ => LookAfter(), null, Watch, Watch);
    }

    /// <summary>Connects when there is work.</summary>
    /// <exception cref="ValidationException">Names the option and the rule.</exception>
    public static PostgresDatabase Open(DatabaseOptions options)
    {
        options.Validate();
        var (address, settings) = PostgresAddress.Of(options.ConnectionString);
        return new PostgresDatabase(address, PostgresAddress.Source(settings), options.Connections);
    }

    /// <summary>How the last write went. Something is written every second, so that a fault and its end are found out also when nobody else writes.</summary>
    public override StorageHealth Health => _line.Health;

    public override Task<T> Write<T>(Func<RecordSession, T> work, bool atomic = true) => Do(new RecordWork<T>(work, atomic));

    public override Task<T> Read<T>(Func<RecordSession, T> work, bool atomic = true) => Do(new RecordWork<T>(work, atomic, reading: true));

    /// <summary>Ends what is queued, then the connections.</summary>
    public override async ValueTask DisposeAsync()
    {
        _queue.CompleteAdding();
        await Task.Run(WaitForWorkers);
        await _watch.DisposeAsync();
        await _source.DisposeAsync();
    }

    Task<T> Do<T>(RecordWork<T> work)
    {
        try { _queue.Add(work); }
        catch (InvalidOperationException) { throw new ObjectDisposedException(nameof(PostgresDatabase)); }
        return work.Task;
    }

    PostgresWorker NewWorker() => new(_queue, _line, _source, _time);

    void LookAfter()
    {
        if (_probe.IsCompleted) _probe = TryWrite();
        lock (_lock)
            for (var i = 0; i < _workers.Count; i++)
                if (_workers[i].LeaveIfStill()) _workers[i] = NewWorker();
    }

    async Task TryWrite()
    {
        try
        {
            await Write(session => session.Statement(Probe).Run(), atomic: false);
        }
        catch (Exception e) when (e is StorageUnavailableException or ObjectDisposedException)
        {
            // Told by Health, or nobody asks any more.
        }
    }

    void WaitForWorkers()
    {
        // One that is left meanwhile has another in its place.
        for (var i = 0; i < _workers.Count; i++)
            while (!Worker(i).Join(Watch)) { }
    }

    PostgresWorker Worker(int i)
    {
        lock (_lock) return _workers[i];
    }
}
