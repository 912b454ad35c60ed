namespace Hark.Api;

/// <summary>Has keys and secrets of the installation ready before the first request: hosted services start one after the other, and the listener last.</summary>
/// <param name="services">Asked at the start only: hosted services are all made before the first starts, and the records exist once the host has started.</param>
sealed class Installation(IServiceProvider services) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await services.GetRequiredService<AdminKey>().Prepare();
        await services.GetRequiredService<ApiKeys>().Prepare();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
