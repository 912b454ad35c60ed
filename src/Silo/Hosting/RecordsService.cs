using Hark.Records;

namespace Hark.Silo;

/// <summary>Opens the records before silo or client starts, and closes them after it has stopped.</summary>
sealed class RecordsService(IOptions<DatabaseOptions> options, ActorClock clock) : Lifecycle, IAsyncDisposable
{
    PostgresRecords? _records;
    PostgresStateStore? _states;

    public PostgresRecords Records => _records ?? throw new InvalidOperationException("The records are not open.");

    /// <summary>Where actors keep their states when <see cref="ClusterOptions.States"/> is <see cref="StateStorage.Batched"/>.</summary>
    public PostgresStateStore States => _states ?? throw new InvalidOperationException("The states are not open.");

    /// <summary>A sentence; null when the database can be read and written.</summary>
    public string? NotReadyBecause => _records is null ? "Hark is starting or stopping." : _records.Database.Health is { Ok: false } health ? health.Sentence : null;

    /// <exception cref="DatabaseUnreachableException"/>
    /// <exception cref="DatabaseSchemaException"/>
    public override Task StartingAsync(CancellationToken cancellationToken)
    {
        ClusterSchema.Tables.Check(options.Value.ConnectionString);
        _states = new(new() { ConnectionString = options.Value.ConnectionString });
        _records = PostgresRecords.Open(options.Value, clock.Time);
        return Task.CompletedTask;
    }

    public override async Task StoppedAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (_states is { } states) await states.DisposeAsync();
        if (_records is { } records) await records.DisposeAsync();
        (_states, _records) = (null, null);
    }
}
