namespace Hark.Api;

/// <summary>Runs the demonstration once the service listens.</summary>
/// <param name="services">Asked after the start only: hosted services are all made before the first starts, and the actors exist once the host has started.</param>
sealed class DemoService(IServiceProvider services, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await lifetime.ApplicationStarted.Fired(stoppingToken);
            await services.GetRequiredService<Demo>().Run(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Ctrl+C while it runs.
        }
    }
}

static class Lifetimes
{
    /// <summary>Waits until the token is cancelled, which is how the application tells that it has started.</summary>
    public static async Task Fired(this CancellationToken signal, CancellationToken cancellation)
    {
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = signal.Register(fired.SetResult);
        await fired.Task.WaitAsync(cancellation);
    }
}
