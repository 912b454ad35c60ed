using Hark.Records;

namespace Hark.Api;

/// <summary>Forgets idempotency keys after seven days, or the data file would grow by each POST for ever.</summary>
sealed class IdempotencyExpiry(IIdempotencyKeys keys, TimeProvider time, ILogger<IdempotencyExpiry> log) : BackgroundService
{
    static readonly TimeSpan Kept = TimeSpan.FromDays(7);
    static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            do await Forget();
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    async Task Forget()
    {
        try
        {
            await keys.Forget(time.GetUtcNow() - Kept);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning(e, "Old idempotency keys could not be removed. Tried again in {Pause}.", Pause);
        }
    }
}
