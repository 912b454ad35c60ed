namespace Hark.Grains.Tests;

/// <summary>What is on disk: outlives activations, and refuses a write by one that has not seen the last.</summary>
sealed class Disk<T> where T : class
{
    public T? Value { get; private set; }
    public int Version { get; private set; }
    public bool Fails { get; set; }

    public FencedState<T> Open() => new(this);

    public int Write(T value, int seen)
    {
        if (Fails) throw new StorageUnavailableException("The disk is full.");
        if (seen != Version) throw new FencedException("Another activation has written.");
        Value = value;
        return ++Version;
    }
}

/// <summary>One activation's view of it.</summary>
sealed class FencedState<T>(Disk<T> disk) : IState<T> where T : class
{
    int _seen = disk.Version;

    public T? Value { get; private set; } = disk.Value;

    public Task Write(T value)
    {
        _seen = disk.Write(value, _seen);
        Value = value;
        return Task.CompletedTask;
    }

    public Task Clear() => throw new NotSupportedException();
}
