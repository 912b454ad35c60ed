namespace Hark.Records;

/// <summary>A piece of work in a database's queue. Its task ends after the commit, never before.</summary>
abstract class RecordWork(bool atomic, bool reading)
{
    public bool Atomic => atomic;
    public bool Reading => reading;
    public Exception? Failure { get; set; }
    /// <summary>May be run again when its transaction was undone.</summary>
    public abstract void Run(RecordSession session);
    public abstract void End();
    /// <summary>Ends it for those who wait, while it may still be running.</summary>
    public abstract void Abandon(Exception failure);
}

sealed class RecordWork<T>(Func<RecordSession, T> work, bool atomic, bool reading = false) : RecordWork(atomic, reading)
{
    // Asynchronous continuations: an actor's next turn must not run on a thread of the database.
    readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    T? _value;

    public Task<T> Task => _done.Task;

    public override void Run(RecordSession session) => _value = work(session);

    public override void End()
    {
        // False when it was abandoned.
        _ = Failure is null ? _done.TrySetResult(_value!) : _done.TrySetException(Failure);
    }

    public override void Abandon(Exception failure) => _done.TrySetException(failure);
}
