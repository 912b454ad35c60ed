using System.Diagnostics.Metrics;
using Hark.Carriers;
using Hark.Grains;
using Hark.Hosting;
using Hark.Records;
using Hark.Web;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hark.Embedded;

/// <summary>Opens the records and runs the actors while the process lives. Stopped after the web server, so that no request finds it gone.</summary>
public sealed class EmbeddedService(IOptions<StorageOptions> storage, IOptions<EmbeddedOptions> embedded, PoolMap pools, IOptions<StoreOptions> stores,
    IOptions<PolicyOptions> policy, IOptions<ShortCodeOptions> codes, IOptions<SimulatorOptions> simulator, IOptions<CallbackOptions> callbacks, PictureAddress pictures,
    ILogger<EmbeddedHost> logger, IMeterFactory meters, TimeProvider time, CarrierLinks links, ILogger<LinkMeter> linkLog) : IHostedService
{
    SqliteRecords? _records;
    EmbeddedHost? _host;
    SimulatorCarrier? _carrier;
    ICarrierEvents? _events;

    public SqliteRecords Records => _records ?? throw NotStarted();
    public EmbeddedHost Host => _host ?? throw NotStarted();
    public SimulatorCarrier Carrier => _carrier ?? throw NotStarted();
    public ICarrierEvents CarrierEvents => _events ?? throw NotStarted();

    /// <summary>A sentence; null when requests can be served.</summary>
    public string? NotReadyBecause => _host is null ? "Hark is starting or stopping." : Records.Database.Health is { Ok: false } health ? health.Sentence : null;

    /// <exception cref="StorageUnavailableException">The data folder cannot be written.</exception>
    /// <exception cref="DataFolderInUseException">Another process has the data folder.</exception>
    /// <exception cref="DataFileRefusedException">The database is damaged, or of a newer version.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _records = SqliteRecords.Open(storage.Value, time);
        var meter = meters.Create("Hark.Embedded");
        meter.CreateObservableGauge("hark.activations.live", () => _host?.LiveActivations ?? 0, description: "Actors in memory.");
        var traffic = new CarrierMeter(meter);
        _host = await EmbeddedHost.Start(new(embedded.Value, pools, stores.Value, policy.Value, codes.Value), _records, events =>
        {
            var received = traffic.Watch(events);
            _events = received;
            var linkMeter = new LinkMeter(meter, linkLog);
            var router = links.Open(Simulator, () => received, pictures.PublicUrl, linkMeter, time);
            linkMeter.Watch(router);
            return traffic.Watch(pictures.Tell(router));

            SimulatorCarrier Simulator()
            {
                var carrier = new SimulatorCarrier(simulator.Value, () => received, time);
                _carrier = carrier;
                return carrier;
            }
        }, new CallbackMeter(meter).Watch(new CallbackPoster(callbacks.Value, time)), logger, time);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_host is { } host) await host.DisposeAsync();
        _host = null;
        if (_records is { } records) await records.DisposeAsync();
    }

    static InvalidOperationException NotStarted() => new("The host has not started or has stopped.");
}
