using System.Diagnostics.Metrics;

namespace Hark.Api.Tests;

public sealed class PrometheusTextTests
{
    [Fact]
    public async Task Meters_AreWrittenAsPrometheusReadsThem()
    {
        var meters = new Meters();
        using var collector = new MetricsCollector(meters);
        await collector.StartAsync(CancellationToken.None);
        using var meter = meters.Create("Hark.Of.This.Test");
        meter.CreateCounter<long>("test.sent", description: "Texts\nsent").Add(2, new KeyValuePair<string, object?>("store.name", "say \"hi\" \\ \n"));
        var waiting = meter.CreateUpDownCounter<int>("test.waiting");
        waiting.Add(5);
        waiting.Add(-2);
        var rates = new List<Measurement<double>> { new(29.5) };
        meter.CreateObservableGauge("test.rate", () => rates);
        var duration = meter.CreateHistogram<double>("test.duration", "s");
        duration.Record(0.02);
        duration.Record(20);

        using var others = meters.Create("Other");
        others.CreateCounter<long>("other.count").Add(1);
        using var anotherService = new Meters().Create("Hark.Of.This.Test");
        anotherService.CreateCounter<long>("other.sent").Add(1);

        var text = collector.Write();
        Assert.Contains("# HELP test_sent_total Texts\\nsent\n# TYPE test_sent_total counter\ntest_sent_total{store_name=\"say \\\"hi\\\" \\\\ \\n\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE test_waiting gauge\ntest_waiting 3\n", text, StringComparison.Ordinal);
        Assert.Contains("test_rate 29.5\n", text, StringComparison.Ordinal);
        Assert.Contains("test_duration_seconds_bucket{le=\"0.01\"} 0\n", text, StringComparison.Ordinal);
        Assert.Contains("test_duration_seconds_bucket{le=\"0.025\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("test_duration_seconds_bucket{le=\"+Inf\"} 2\ntest_duration_seconds_sum 20.02\ntest_duration_seconds_count 2\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("other", text, StringComparison.Ordinal);
        Assert.Contains("test_rate 29.5\n", collector.Write(), StringComparison.Ordinal);
        rates.Clear();
        Assert.DoesNotContain("test_rate 29.5", collector.Write(), StringComparison.Ordinal);
    }

    sealed class Meters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(new MeterOptions(options.Name) { Scope = this });
        public void Dispose() { }
    }
}
