using System.Diagnostics.Metrics;
using Hark.Records;

namespace Hark.Api;

/// <summary>Tells how the service and its pools stand. Looked at when somebody asks for the metrics, not all the time.</summary>
sealed class ServiceMeter
{
    readonly IReadiness _readiness;
    readonly IServiceProvider _services;
    readonly ILogger<ServiceMeter> _log;
    IReadOnlyList<PoolView> _pools = [];
    long? _callbacks;

    public ServiceMeter(IMeterFactory meters, IReadiness readiness, IServiceProvider services, ILogger<ServiceMeter> log)
    {
        (_readiness, _services, _log) = (readiness, services, log);
        var meter = meters.Create("Hark.Service");
        meter.CreateObservableGauge("hark.ready", () => _readiness.NotReadyBecause is null ? 1 : 0, description: "1 while requests can be served.");
        meter.CreateObservableGauge("hark.pool.rate", () => OfPool(p => p.Rate), description: "Parts per second that the carriers of the pool take.");
        meter.CreateObservableGauge("hark.pool.used", () => OfPool(p => p.Used), description: "Parts handed over per second, over the last ten seconds.");
        meter.CreateObservableGauge("hark.pool.waiting", () => OfPool(p => p.Waiting.Values.Sum()), description: "Parts waiting, of all stores.");
        meter.CreateObservableGauge("hark.pool.stores", () => OfPool(p => p.Waiting.Count(w => w.Value > 0)), description: "Stores with parts waiting.");
        meter.CreateObservableGauge("hark.callbacks.pending", () => _callbacks is { } pending ? [new Measurement<long>(pending)] : Array.Empty<Measurement<long>>(),
            description: "Events that stores were not told yet, of all stores; counted to 100,000.");
    }

    /// <summary>Never fails: what watches the service is answered when nothing else works.</summary>
    public async Task Look()
    {
        (_pools, _callbacks) = ([], null);
        // Asked for late: there are no actors and no records before the host has started and after it has stopped.
        if (_readiness.NotReadyBecause is not null) return;
        await Try("pools", async () => _pools = await AskPools());
        await Try("callbacks", async () => _callbacks = await _services.GetRequiredService<ICallbackReader>().Pending());
    }

    async Task Try(string what, Func<Task> look)
    {
        try
        {
            await look();
        }
        catch (Exception e) when (e is StorageUnavailableException or NoAnswerException or TimeoutException)
        {
            _log.LogWarning(e, "The {What} could not be looked at; the metrics of it are left out.", what);
        }
    }

    async Task<IReadOnlyList<PoolView>> AskPools()
    {
        var grains = _services.GetRequiredService<IGrains>();
        return await Task.WhenAll(_services.GetRequiredService<PoolNames>().All.Select(pool => grains.Bandwidth(pool).View()));
    }

    IEnumerable<Measurement<double>> OfPool(Func<PoolView, double> value) =>
        _pools.Select(pool => new Measurement<double>(value(pool), new KeyValuePair<string, object?>("pool", pool.Pool)));
}
