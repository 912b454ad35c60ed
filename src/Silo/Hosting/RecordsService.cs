using Hark.Records;

namespace Hark.Silo;

/// <summary>Opens the records before silo or client starts, and closes them after it has stopped.</summary>
sealed class RecordsService(IOptions<DatabaseOptions> options, ActorClock clock) : Lifecycle
{
    PostgresRecords? _records;

    public PostgresRecords Records => _records ?? throw new InvalidOperationException("The records are not open.");

    /// <summary>A sentence; null when the database can be read and written.</summary>
    public string? NotReadyBecause => _records is null ? "Hark is starting or stopping." : _records.Database.Health is { Ok: false } health ? health.Sentence : null;

    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        await ClusterSchema.Check(options.Value);
        _records = await PostgresRecords.Open(options.Value, clock.Time);
    }

    public override async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (_records is not { } records) return;
        _records = null;
        await records.DisposeAsync();
    }
}
