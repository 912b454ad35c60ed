namespace Hark.Grains.Tests;

/// <summary>A process of the simulated cluster, with the way from it to the pool and back. It can be stopped for a while, or killed.</summary>
sealed class Node : IBandwidth, IAsyncDisposable
{
    readonly PoolSimulation _pool;
    readonly NodeTime _time;

    public Node(PoolSimulation pool, string name)
    {
        _pool = pool;
        _time = new NodeTime(pool.Time);
        Pacer = new SendPacer(name, () => this, () => pool.Members, pool.Options, _time);
    }

    public SendPacer Pacer { get; }

    /// <summary>Stopped or killed: nothing runs here, and its clock goes on.</summary>
    public bool Halted => _time.Halted;
    public bool Dead { get; private set; }

    /// <summary>The others know: no more texts are routed here, and calls that wait for it have failed.</summary>
    public bool DeclaredDead { get; private set; }

    public void Stop() => _time.Halt();
    public void Continue() => _time.Continue();
    public void Declare(bool dead) => DeclaredDead = dead;

    public void Kill()
    {
        Dead = true;
        _time.Halt();
    }

    public async Task<Lease> Lease(LeaseRequest request)
    {
        await _pool.After(_pool.Delay).ConfigureAwait(false);
        if (_pool.Unreachable) throw new TimeoutException("No answer.");
        var lease = await _pool.Actor.Lease(request).ConfigureAwait(false);
        await _pool.After(_pool.Delay).ConfigureAwait(false);
        await _time.Running().ConfigureAwait(false);
        return lease;
    }

    public Task<PoolView> View() => _pool.Actor.View();

    public ValueTask DisposeAsync() => Pacer.DisposeAsync();
}

/// <summary>The clock of a process. While that is stopped, time passes and no timer fires; then all that fell due fire at once.</summary>
sealed class NodeTime(TimeProvider world) : TimeProvider
{
    readonly List<Action> _missed = [];

    public bool Halted { get; private set; }

    public void Halt() => Halted = true;

    public void Continue()
    {
        Halted = false;
        var missed = _missed.ToList();
        _missed.Clear();
        foreach (var fire in missed) fire();
    }

    /// <summary>Ends when the process runs; at once if it does.</summary>
    public Task Running()
    {
        if (!Halted) return Task.CompletedTask;
        var running = new TaskCompletionSource();
        _missed.Add(running.SetResult);
        return running.Task;
    }

    public override DateTimeOffset GetUtcNow() => world.GetUtcNow();
    public override long GetTimestamp() => world.GetTimestamp();
    public override long TimestampFrequency => world.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        world.CreateTimer(s =>
        {
            if (Halted) _missed.Add(() => callback(s));
            else callback(s);
        }, state, dueTime, period);
}
