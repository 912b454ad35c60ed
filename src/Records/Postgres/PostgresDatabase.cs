using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using Npgsql;

namespace Hark.Records;

/// <summary>A PostgreSQL server, used through a few connections, each with a thread of its own. Any number of processes may work on it at once.</summary>
public sealed class PostgresDatabase : RecordDatabase
{
    readonly BlockingCollection<RecordWork> _queue = [];
    readonly NpgsqlDataSource _source;
    readonly PostgresLine _line;
    readonly List<PostgresWorker> _workers;

    PostgresDatabase(PostgresAddress address, NpgsqlDataSource source, int connections, TimeProvider time)
    {
        _source = source;
        _line = new PostgresLine(time);
        _workers = [.. Enumerable.Range(0, connections).Select(_ => new PostgresWorker(_queue, _line, address, source))];
    }

    /// <summary>Connects when there is work.</summary>
    /// <exception cref="ValidationException">Names the option and the rule.</exception>
    public static PostgresDatabase Open(DatabaseOptions options, TimeProvider time)
    {
        options.Validate();
        var (address, settings) = PostgresAddress.Of(options.ConnectionString);
        return new PostgresDatabase(address, PostgresAddress.Source(settings), options.Connections, time);
    }

    /// <summary>How the last write went. A fault that is over is found out within two seconds, also when nobody writes.</summary>
    public override StorageHealth Health => _line.Health;

    public override Task<T> Write<T>(Func<RecordSession, T> work, bool atomic = true) => Do(new RecordWork<T>(work, atomic));

    public override Task<T> Read<T>(Func<RecordSession, T> work, bool atomic = true) => Do(new RecordWork<T>(work, atomic, reading: true));

    /// <summary>Ends what is queued, then the connections.</summary>
    public override async ValueTask DisposeAsync()
    {
        _queue.CompleteAdding();
        await Task.Run(() => _workers.ForEach(worker => worker.Dispose()));
        await _source.DisposeAsync();
    }

    Task<T> Do<T>(RecordWork<T> work)
    {
        try { _queue.Add(work); }
        catch (InvalidOperationException) { throw new ObjectDisposedException(nameof(PostgresDatabase)); }
        return work.Task;
    }
}
