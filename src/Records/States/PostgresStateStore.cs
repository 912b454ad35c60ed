using System.Buffers;
using System.Text;
using Npgsql;

namespace Hark.Records;

/// <summary>What the actors of a cluster keep: one row each in <c>actor_states</c>, guarded by its version. Writes of many actors are committed together, loads are read together.</summary>
/// <remarks>
/// A task ends when the commit is durable. Writes of one actor run in the order they came, one after the other. A write that is alone leaves at once;
/// those that come while batches are under way leave together. Measured with 300-byte states of 100,000 actors and 1,000 callers on 2 cores: 7 times the writes
/// of one prepared statement each over 16 to 64 connections, and 8 times the loads; a lone write takes 0.3 ms instead of 0.2.
/// The database is in UTF-8. Settings go with the start of a connection, so a pooler between here and the server has to pass them on.
/// </remarks>
public sealed class PostgresStateStore : IAsyncDisposable
{
    // Together at most 1,800 bytes: an entry of the index has room for 2,700.
    internal const int LongestKind = 100;
    internal const int LongestKey = 500;
    const int MostBytes = 64 << 20;

    readonly PostgresAddress _address;
    readonly NpgsqlDataSource _source;
    readonly PostgresStateTable _table;
    readonly PostgresBatches<StateLoad> _loads;
    readonly PostgresBatches<StateWrite> _writes;
    readonly Lock _lock = new();
    /// <summary>The newest write of each actor that has one.</summary>
    readonly Dictionary<(string Kind, string Key), StateWrite> _newest = [];
    volatile bool _disposed;

    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    public PostgresStateStore(PostgresStateOptions options)
    {
        options.Validate();
        _address = PostgresAddress.Of(options.ConnectionString).Address;
        _source = NpgsqlDataSource.Create(options.Connections());
        _table = new PostgresStateTable(_source);
        _loads = new(options.ReadConnections, options.BatchRows, _table.Load, (load, error) => load.Fail(PostgresStateFault.ToUnavailable(_address, error)));
        _writes = new(options.WriteConnections, options.BatchRows, Write, Fail);
    }

    /// <returns>Null when the actor has kept nothing.</returns>
    /// <exception cref="StorageUnavailableException">It cannot be read.</exception>
    /// <exception cref="ArgumentException">The kind is longer than 100 characters or the key than 500, or one is text that PostgreSQL does not keep (a NUL, half a surrogate pair).</exception>
    public Task<StoredState?> Load(string kind, string key)
    {
        Check(kind, key);
        var load = new StateLoad(kind, key);
        _loads.Add(load);
        return load.Task;
    }

    /// <param name="data">At most 64 MB.</param>
    /// <param name="expected">The version that it replaces; null when there must be none.</param>
    /// <returns>The version written.</returns>
    /// <exception cref="StateConflictException">The state is not at that version; nothing was written.</exception>
    /// <exception cref="StorageUnavailableException">The write is not known to be kept. It may be kept all the same, when the answer to the commit was lost: load the state again before the next write, which would meet a conflict.</exception>
    /// <inheritdoc cref="Load"/>
    public Task<long> Save(string kind, string key, byte[] data, long? expected)
    {
        Check(kind, key);
        if (data.Length > MostBytes) throw new ArgumentException($"A state has at most {MostBytes} bytes; that of {kind} '{key}' has {data.Length}.", nameof(data));
        return Start(new StateWrite(kind, key, data, expected));
    }

    /// <param name="expected">The version that it deletes.</param>
    /// <inheritdoc cref="Save"/>
    public Task Delete(string kind, string key, long expected)
    {
        Check(kind, key);
        return Start(new StateWrite(kind, key, null, expected));
    }

    /// <summary>Ends what was asked for, then the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await Task.WhenAll(_loads.Stop(), _writes.Stop());
        await _source.DisposeAsync();
    }

    Task<long> Start(StateWrite write)
    {
        lock (_lock)
        {
            var earlier = _newest.GetValueOrDefault((write.Kind, write.Key));
            _newest[(write.Kind, write.Key)] = write;
            if (earlier is not null)
            {
                earlier.Next = write;
                return write.Task;
            }
        }
        _writes.Add(write);
        return write.Task;
    }

    async Task Write(List<StateWrite> writes)
    {
        await _table.Write(writes);
        foreach (var write in writes)
        {
            StartNext(write);
            write.Succeed();
        }
    }

    void Fail(StateWrite write, Exception error)
    {
        StartNext(write);
        write.Fail(PostgresStateFault.ToUnavailable(_address, error));
    }

    void StartNext(StateWrite ended)
    {
        lock (_lock)
        {
            if (ended.Next is null) _newest.Remove((ended.Kind, ended.Key));
        }
        if (ended.Next is { } next) _writes.Add(next);
    }

    /// <summary>One row that PostgreSQL refuses would fail its whole batch.</summary>
    void Check(string kind, string key)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        CheckName(kind, LongestKind, nameof(kind));
        CheckName(key, LongestKey, nameof(key));
    }

    static void CheckName(string name, int longest, string parameter)
    {
        if (name.Length > longest) throw new ArgumentException($"The {parameter} of an actor has at most {longest} characters; this one has {name.Length}.", parameter);
        if (name.Contains('\0') || !IsUnicode(name)) throw new ArgumentException($"The {parameter} of an actor is Unicode text without NUL.", parameter);
    }

    static bool IsUnicode(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var read) != OperationStatus.Done) return false;
            text = text[read..];
        }
        return true;
    }
}
