using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Hark.Api;

/// <summary>Adds up what the meters named <c>Hark*</c> of this service measure, and writes it for Prometheus.</summary>
sealed class MetricsCollector : IHostedService, IDisposable
{
    /// <summary>Series of one instrument; more are not counted, so that a label without bound cannot fill the memory.</summary>
    const int MostSeries = 2_000;

    readonly Lock _writing = new();
    readonly MeterListener _listener = new();
    readonly ConcurrentDictionary<Instrument, InstrumentSeries> _instruments = new();

    /// <param name="meters">Makes this service's meters; those of another one in the same process are not ours to tell.</param>
    public MetricsCollector(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Meter.Name.StartsWith("Hark", StringComparison.Ordinal)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<float>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public void Dispose() => _listener.Dispose();

    public string Write()
    {
        lock (_writing)
        {
            // What an instrument no longer tells must not be shown as it was.
            foreach (var (instrument, series) in _instruments)
                if (instrument.IsObservable) series.Clear();
            _listener.RecordObservableInstruments();
            var text = new PrometheusText();
            foreach (var (instrument, series) in _instruments.OrderBy(i => i.Key.Name, StringComparer.Ordinal)) series.Write(instrument, text);
            return text.ToString();
        }
    }

    void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _instruments.GetOrAdd(instrument, i => new InstrumentSeries(i, MostSeries)).Add(value, PrometheusText.Labels(tags));
}
