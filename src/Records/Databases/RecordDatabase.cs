namespace Hark.Records;

/// <summary>Where records are kept: SQLite or PostgreSQL. Work is a function over one connection and its prepared statements.</summary>
public abstract class RecordDatabase : IAsyncDisposable
{
    /// <summary>Whether what is written is kept at present; asked by readiness.</summary>
    public abstract StorageHealth Health { get; }

    /// <summary>Runs work in a transaction. The task ends when it is durable.</summary>
    /// <param name="work">Changes nothing but the database: a transaction that met another one is undone and run again.</param>
    /// <param name="atomic">
    /// Leave true when the work runs more than one statement that changes something: it is undone as a whole when it throws. A single statement undoes itself;
    /// such work may say false and saves what that costs. Either way a work that throws harms no other.
    /// </param>
    /// <exception cref="StorageUnavailableException">
    /// Nothing was kept; or, where the database is reached over a network, the connection broke before the answer came and it is not known. Callers do the same again.
    /// </exception>
    public abstract Task<T> Write<T>(Func<RecordSession, T> work, bool atomic = true);

    /// <inheritdoc cref="Write{T}(Func{RecordSession, T}, bool)"/>
    public Task Write(Action<RecordSession> work, bool atomic = true) => Write(session => { work(session); return true; }, atomic);

    /// <summary>Reads from one snapshot of what is committed.</summary>
    /// <param name="atomic">Work of a single statement may say false: that has a snapshot of its own, and a journey to the database is saved.</param>
    /// <exception cref="StorageUnavailableException">It cannot be read.</exception>
    public abstract Task<T> Read<T>(Func<RecordSession, T> work, bool atomic = true);

    public abstract ValueTask DisposeAsync();
}
