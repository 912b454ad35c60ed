using Hark.Grains;

namespace Hark.Testing;

/// <summary>Remembers what an actor asked to be woken for.</summary>
public sealed class RecordingWakeups : IWakeups
{
    int _soon;

    /// <summary>Calls of <see cref="Soon"/>.</summary>
    public int SoonCalls => Volatile.Read(ref _soon);

    /// <summary>The durable wake-up; null when none is set.</summary>
    public DateTimeOffset? Armed { get; private set; }

    public Fault Fault { get; } = new();

    public void Soon(TimeSpan delay = default) => Interlocked.Increment(ref _soon);

    public Task At(DateTimeOffset time)
    {
        Fault.Around(() => Armed = time);
        return Task.CompletedTask;
    }

    public Task Never()
    {
        Fault.Around(() => Armed = null);
        return Task.CompletedTask;
    }
}
