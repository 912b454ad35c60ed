namespace Hark.Records;

/// <summary>Where records are kept: SQLite or PostgreSQL. Work is a function over one connection and its prepared statements.</summary>
public abstract class RecordDatabase : IAsyncDisposable
{
    /// <summary>Whether what is written is kept at present; asked by readiness.</summary>
    public abstract StorageHealth Health { get; }

    /// <summary>Runs work in a transaction. The task ends when it is durable.</summary>
    /// <param name="atomic">
    /// Leave true when the work runs more than one statement that changes something: it is undone as a whole when it throws. A single statement undoes itself;
    /// such work may say false and saves what that costs. Either way a work that throws harms no other.
    /// </param>
    /// <exception cref="StorageUnavailableException">Nothing was kept.</exception>
    public abstract Task<T> Write<T>(Func<RecordSession, T> work, bool atomic = true);

    /// <inheritdoc cref="Write{T}(Func{RecordSession, T}, bool)"/>
    public Task Write(Action<RecordSession> work, bool atomic = true) => Write(session => { work(session); return true; }, atomic);

    /// <summary>Reads from one snapshot of what is committed.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be read.</exception>
    public abstract Task<T> Read<T>(Func<RecordSession, T> work);

    public abstract ValueTask DisposeAsync();
}
