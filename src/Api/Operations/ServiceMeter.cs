using System.Diagnostics.Metrics;

namespace Hark.Api;

/// <summary>Tells how the service and its pool stand. Looked at when somebody asks for the metrics, not all the time.</summary>
sealed class ServiceMeter
{
    readonly IReadiness _readiness;
    readonly IServiceProvider _services;
    readonly ILogger<ServiceMeter> _log;
    IReadOnlyList<PoolView> _pools = [];

    public ServiceMeter(IMeterFactory meters, IReadiness readiness, IServiceProvider services, ILogger<ServiceMeter> log)
    {
        (_readiness, _services, _log) = (readiness, services, log);
        var meter = meters.Create("Hark.Service");
        meter.CreateObservableGauge("hark.ready", () => _readiness.NotReadyBecause is null ? 1 : 0, description: "1 while requests can be served.");
        meter.CreateObservableGauge("hark.pool.rate", () => OfPool(p => p.Rate), description: "Parts per second that the carriers of the pool take.");
        meter.CreateObservableGauge("hark.pool.used", () => OfPool(p => p.Used), description: "Parts handed over per second, over the last ten seconds.");
        meter.CreateObservableGauge("hark.pool.waiting", () => OfPool(p => p.Waiting.Values.Sum()), description: "Parts waiting, of all stores.");
        meter.CreateObservableGauge("hark.pool.stores", () => OfPool(p => p.Waiting.Count(w => w.Value > 0)), description: "Stores with parts waiting.");
    }

    /// <summary>Never fails: what watches the service is answered when nothing else works.</summary>
    public async Task Look()
    {
        try
        {
            // Asked for late: there are no actors before the host has started and after it has stopped.
            _pools = _readiness.NotReadyBecause is null ? await Ask() : [];
        }
        catch (Exception e) when (e is StorageUnavailableException or NoAnswerException or TimeoutException)
        {
            _pools = [];
            _log.LogWarning(e, "The pools could not be asked; their metrics are left out.");
        }
    }

    async Task<IReadOnlyList<PoolView>> Ask()
    {
        var grains = _services.GetRequiredService<IGrains>();
        return await Task.WhenAll(_services.GetRequiredService<PoolNames>().All.Select(pool => grains.Bandwidth(pool).View()));
    }

    IEnumerable<Measurement<double>> OfPool(Func<PoolView, double> value) =>
        _pools.Select(pool => new Measurement<double>(value(pool), new KeyValuePair<string, object?>("pool", pool.Pool)));
}
