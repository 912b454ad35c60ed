namespace Hark.Embedded;

/// <summary>One live actor and its mailbox: requests run one at a time, each to its end, in the order they came.</summary>
sealed class Activation<TActor>(Func<Task<TActor>> activate, TimeProvider time) : IThreadPoolWorkItem where TActor : class
{
    readonly Queue<Turn<TActor>> _mailbox = new();
    TActor? _actor;
    bool _running;
    bool _closed;

    /// <summary>Timestamp of the last request.</summary>
    public long LastUsed { get; private set; } = time.GetTimestamp();

    /// <returns>False when this activation has ended; ask for a new one.</returns>
    public bool TryPost(Turn<TActor> turn)
    {
        lock (_mailbox)
        {
            if (_closed) return false;
            LastUsed = time.GetTimestamp();
            _mailbox.Enqueue(turn);
            if (_running) return true;
            _running = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        return true;
    }

    /// <returns>False while a request runs or waits.</returns>
    public bool TryClose()
    {
        lock (_mailbox)
        {
            if (_running || _closed) return _closed;
            return _closed = true;
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = RunTurns();

    async Task RunTurns()
    {
        while (true)
        {
            Turn<TActor>? turn;
            lock (_mailbox)
            {
                if (!_mailbox.TryDequeue(out turn))
                {
                    _running = false;
                    return;
                }
            }

            try
            {
                _actor ??= await activate();
            }
            catch (Exception e)
            {
                turn.Fail(e);
                continue;
            }
            await turn.Run(_actor);
        }
    }
}

/// <summary>A request on its way through a mailbox.</summary>
abstract class Turn<TActor>
{
    /// <summary>Never throws: what the request throws is the caller's.</summary>
    public abstract Task Run(TActor actor);
    public abstract void Fail(Exception reason);
}

sealed class Turn<TActor, TAnswer>(Func<TActor, Task<TAnswer>> request) : Turn<TActor>
{
    // Callers go on elsewhere: the mailbox must not run their code.
    readonly TaskCompletionSource<TAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TAnswer> Answer => _answer.Task;

    public override async Task Run(TActor actor)
    {
        try
        {
            _answer.SetResult(await request(actor));
        }
        catch (Exception e)
        {
            _answer.SetException(e);
        }
    }

    public override void Fail(Exception reason) => _answer.SetException(reason);
}
