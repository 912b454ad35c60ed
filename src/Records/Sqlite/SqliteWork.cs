namespace Hark.Records;

/// <summary>A piece of work in the writer's queue. Its task ends after the commit, never before.</summary>
abstract class SqliteWork(bool atomic)
{
    public bool Atomic => atomic;
    public Exception? Failure { get; set; }
    public abstract void Run(SqliteSession session);
    public abstract void End();
}

sealed class SqliteWork<T>(Func<RecordSession, T> work, bool atomic) : SqliteWork(atomic)
{
    // Asynchronous continuations: an actor's next turn must not run on the writer's thread.
    readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    T? _value;

    public Task<T> Task => _done.Task;

    public override void Run(SqliteSession session) => _value = work(session);

    public override void End()
    {
        if (Failure is null) _done.SetResult(_value!);
        else _done.SetException(Failure);
    }
}
