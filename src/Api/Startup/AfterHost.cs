namespace Hark.Api;

/// <summary>Makes a hosted service at its start only. All hosted services are made before the first one starts, when there are no actors and no records yet to give them.</summary>
sealed class AfterHost<TService>(IServiceProvider services) : IHostedService, IDisposable where TService : class, IHostedService
{
    TService? _service;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _service = ActivatorUtilities.CreateInstance<TService>(services);
        return _service.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _service?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public void Dispose() => (_service as IDisposable)?.Dispose();
}

static class HostedServices
{
    /// <summary>Adds a hosted service that works with what the host gives, and so starts after it.</summary>
    public static void AddAfterHost<TService>(this IServiceCollection services) where TService : class, IHostedService =>
        services.AddHostedService(provider => new AfterHost<TService>(provider));
}
