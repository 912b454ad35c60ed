using System.Collections.Concurrent;
using Hark.Grains;
using Hark.Silo;

namespace Hark.Cluster.Tests;

/// <summary>An actor that only sleeps and wakes.</summary>
[Alias("hark.tests.sleeper")]
public interface ISleeper : IGrainWithIntegerKey
{
    Task WakeAt(DateTimeOffset time);
    Task NeverWake();
}

[GrainType("sleeper")]
public sealed class Sleeper(IGrainContext context, OrleansWakeups wakeups, Wakes wakes) : ISleeper, IWakeable, ITurns, IRemindable, IGrainBase
{
    readonly OrleansWakeups _wakeups = wakeups;

    public IGrainContext GrainContext { get; } = context;

    public Task WakeAt(DateTimeOffset time) => _wakeups.At(time);
    public Task NeverWake() => _wakeups.Never();

    public Task Wake()
    {
        wakes.Add(GrainContext.GrainId.GetIntegerKey());
        return Task.CompletedTask;
    }

    public Task Rest() => Task.CompletedTask;

    Task ITurns.Turn() => _wakeups.Turn(this);
    Task IRemindable.ReceiveReminder(string reminderName, TickStatus status) => _wakeups.Turn(this);
    Task IGrainBase.OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => _wakeups.Rest(this);
}

/// <summary>Who woke, of all silos.</summary>
public sealed class Wakes
{
    readonly ConcurrentDictionary<long, int> _wakes = new();

    public void Add(long sleeper) => _wakes.AddOrUpdate(sleeper, 1, (_, count) => count + 1);
    public int Of(long sleeper) => _wakes.GetValueOrDefault(sleeper);
    public void Forget() => _wakes.Clear();
}
