using System.Diagnostics.Metrics;

namespace Hark.Api;

/// <summary>What one instrument has measured, by labels.</summary>
sealed class InstrumentSeries(Instrument instrument, int most)
{
    /// <summary>Upper bounds in the instrument's unit; made for seconds.</summary>
    static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    readonly Lock _lock = new();
    readonly Dictionary<string, Series> _series = [];
    readonly Kind _kind = KindOf(instrument);

    enum Kind { Counter, Gauge, Histogram }

    sealed class Series
    {
        public double Sum;
        public long Count;
        public readonly long[] Buckets = new long[Bounds.Length];
    }

    public void Add(double value, string labels)
    {
        lock (_lock)
        {
            if (!_series.TryGetValue(labels, out var series))
            {
                if (_series.Count >= most) return;
                _series.Add(labels, series = new Series());
            }
            // Observable instruments tell the total, the others what was added.
            series.Sum = instrument.IsObservable || IsGauge(instrument) ? value : series.Sum + value;
            series.Count++;
            if (_kind != Kind.Histogram) return;
            var bucket = Array.FindIndex(Bounds, bound => value <= bound);
            if (bucket >= 0) series.Buckets[bucket]++;
        }
    }

    public void Clear()
    {
        lock (_lock) _series.Clear();
    }

    public void Write(Instrument of, PrometheusText text)
    {
        var name = PrometheusText.Name(of.Name, of.Unit, _kind == Kind.Counter);
        text.Head(name, _kind.ToString().ToLowerInvariant(), of.Description);
        lock (_lock)
            foreach (var (labels, series) in _series)
                if (_kind == Kind.Histogram) WriteHistogram(text, name, labels, series);
                else text.Sample(name, labels, series.Sum);
    }

    static void WriteHistogram(PrometheusText text, string name, string labels, Series series)
    {
        var comma = labels.Length == 0 ? "" : ",";
        long below = 0;
        for (var i = 0; i < Bounds.Length; i++)
        {
            below += series.Buckets[i];
            text.Sample($"{name}_bucket", $"{labels}{comma}le=\"{PrometheusText.Number(Bounds[i])}\"", below);
        }
        text.Sample($"{name}_bucket", $"{labels}{comma}le=\"+Inf\"", series.Count);
        text.Sample($"{name}_sum", labels, series.Sum);
        text.Sample($"{name}_count", labels, series.Count);
    }

    static Kind KindOf(Instrument instrument) => Bare(instrument) switch
    {
        "Counter" or "ObservableCounter" => Kind.Counter,
        "Histogram" => Kind.Histogram,
        _ => Kind.Gauge,
    };

    static bool IsGauge(Instrument instrument) => Bare(instrument) == "Gauge";

    /// <summary>The instrument's type without its type argument: <c>Counter</c> of <c>Counter&lt;long&gt;</c>.</summary>
    static string Bare(Instrument instrument) => instrument.GetType().Name.Split('`')[0];
}
