using Hark.Testing;

namespace Hark.Records.Tests;

/// <summary>Where a suite keeps its records: an empty place of its own.</summary>
public interface IBackend : IDisposable
{
    RecordSet Open(TimeProvider time);
}

/// <summary>What every kind of database has to hold; one subclass for each.</summary>
public abstract class RecordsSuite<TBackend> : IAsyncLifetime where TBackend : IBackend, new()
{
    readonly TBackend _backend = new();

    protected ManualTime Time { get; } = new();
    protected DateTimeOffset Now => Time.GetUtcNow();
    protected RecordSet Records { get; private set; } = null!;

    public Task InitializeAsync()
    {
        Records = _backend.Open(Time);
        return Task.CompletedTask;
    }

    /// <summary>Ends the process, so to speak, and starts it again on the same data.</summary>
    protected async Task Restart()
    {
        await Records.DisposeAsync();
        Records = _backend.Open(Time);
    }

    public async Task DisposeAsync()
    {
        await Records.DisposeAsync();
        _backend.Dispose();
    }
}
