using Hark.Grains;

namespace Hark.Silo;

/// <summary>Keeps the pools told of what waits on this silo, and this silo of what waits on others, also while it has no work of its own.</summary>
sealed class PoolReports(Pacers pacers, TimeProvider time) : BackgroundService
{
    static readonly TimeSpan Often = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Often, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                foreach (var pacer in pacers.All)
                    pacer.Report();
        }
        catch (OperationCanceledException) { }
    }
}
