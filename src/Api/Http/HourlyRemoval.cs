namespace Hark.Api;

/// <summary>Removes each hour what is kept for a time only. Every host does so; what one has removed the others do not find.</summary>
abstract class HourlyRemoval(TimeProvider time, ILogger log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>What is removed, for the log.</summary>
    protected abstract string What { get; }

    protected abstract Task Remove(DateTimeOffset now, CancellationToken stop);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            do await TryRemove(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    async Task TryRemove(CancellationToken stop)
    {
        try
        {
            await Remove(time.GetUtcNow(), stop);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning(e, "{What} could not be removed. Tried again in {Pause}.", What, Pause);
        }
    }
}
