namespace Hark.Engine.Tests;

/// <summary>The calls that leave a process, at which it can be made to die.</summary>
public enum Port { OpenCampaign, FreezeAudience, MarkCampaign, TakeOver, Claim, WriteOutcomes, CloseCampaign, Queue, ClaimQueued, Record, Submit, CampaignState, StoreState, SubscriberState, Wakeup }

/// <summary>A process that dies at the n-th call of a port, before the call had its effect or after it and before its answer. From then on no call of any port has an effect or an end, and no timer fires.</summary>
sealed class MortalProcess : TimeProvider
{
    readonly Lock _lock = new();
    readonly TaskCompletionSource _died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    (Port Port, bool Afterwards, int Calls)? _fate;
    (Port Port, int Call, int Calls)? _fault;
    bool _dead;

    public Task Died => _died.Task;

    /// <param name="call">1 for the next call.</param>
    public void DieAt(Port port, bool afterwards, int call)
    {
        lock (_lock) _fate = (port, afterwards, call);
    }

    /// <summary>Lets calls of a port fail as they do when the disk is full, from the n-th on.</summary>
    public void FailAt(Port port, int call, int calls)
    {
        lock (_lock) _fault = (port, call, calls);
    }

    public void Die()
    {
        lock (_lock) _dead = true;
        _died.TrySetResult();
    }

    public async Task<T> Call<T>(Port port, Func<Task<T>> effect)
    {
        if (Fails(port)) throw new StorageUnavailableException("The test filled the disk.");
        var last = Reached(port, out var afterwards);
        if (last && !afterwards) Die();
        if (Dead) return await Never<T>();
        var answer = await effect();
        if (last) Die();
        return Dead ? await Never<T>() : answer;
    }

    public Task Call(Port port, Func<Task> effect) => Call(port, async () =>
    {
        await effect();
        return true;
    });

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow();
    public override long GetTimestamp() => System.GetTimestamp();
    public override long TimestampFrequency => System.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(on =>
    {
        if (!Dead) callback(on);
    }, state, dueTime, period);

    bool Dead { get { lock (_lock) return _dead; } }

    bool Reached(Port port, out bool afterwards)
    {
        lock (_lock)
        {
            afterwards = false;
            if (_fate is not { } fate || fate.Port != port) return false;
            _fate = fate with { Calls = fate.Calls - 1 };
            afterwards = fate.Afterwards;
            return fate.Calls == 1;
        }
    }

    bool Fails(Port port)
    {
        lock (_lock)
        {
            if (_fault is not { } fault || fault.Port != port || fault.Calls == 0) return false;
            _fault = fault.Call > 1 ? fault with { Call = fault.Call - 1 } : fault with { Calls = fault.Calls - 1 };
            return fault.Call <= 1;
        }
    }

    static Task<T> Never<T>() => new TaskCompletionSource<T>().Task;
}
