namespace Hark.Api;

/// <summary>Has keys and secrets of the installation ready before the first request: hosted services start one after the other, and the listener last.</summary>
sealed class Installation(AdminKey adminKey, ApiKeys apiKeys) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await adminKey.Prepare();
        await apiKeys.Prepare();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
