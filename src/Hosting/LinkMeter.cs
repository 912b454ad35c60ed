using System.Diagnostics.Metrics;
using Hark.Carriers;
using Microsoft.Extensions.Logging;

namespace Hark.Hosting;

/// <summary>Shows how the links to carriers stand, in metrics and in the log.</summary>
public sealed class LinkMeter : ILinkObserver
{
    readonly ILogger _logger;
    readonly Histogram<double> _answers;
    Func<IEnumerable<LinkReport>> _links = () => [];

    public LinkMeter(Meter meter, ILogger logger)
    {
        _logger = logger;
        meter.CreateObservableGauge("hark.link.up", () => Each(l => l.State switch { LinkState.Up => 1, LinkState.Impaired => 0.5, _ => 0 }), description: "1 while the link is up, 0.5 while it is impaired, 0 while it is down.");
        meter.CreateObservableGauge("hark.link.sessions", () => Each(l => l.Sessions), description: "Sessions that are bound.");
        meter.CreateObservableGauge("hark.link.window", () => Each(l => l.Window), description: "Texts or parts that may be unanswered.");
        meter.CreateObservableGauge("hark.link.in_flight", () => Each(l => l.InFlight), description: "Texts or parts that are unanswered.");
        meter.CreateObservableGauge("hark.link.hold", () => Each(l => l.HoldFor.TotalSeconds), "s", "How long nothing will leave.");
        _answers = meter.CreateHistogram<double>("hark.link.answer.duration", "s", "Time from a hand-over to its answer, by the carrier's code.");
    }

    public void Watch(CarrierRouter router) => _links = router.Report;

    public void Changed(LinkReport link)
    {
        if (link.Trouble is null) _logger.LogInformation("Link {Link} is {State}: {Sessions} sessions.", link.Name, link.State, link.Sessions);
        else _logger.LogWarning("Link {Link} is {State}: {Trouble}", link.Name, link.State, link.Trouble);
    }

    public void Answered(string link, string code, TimeSpan roundTrip) => _answers.Record(roundTrip.TotalSeconds, new("link", link), new("code", code));

    IEnumerable<Measurement<double>> Each(Func<LinkReport, double> value) =>
        _links().Select(link => new Measurement<double>(value(link), new KeyValuePair<string, object?>("link", link.Name), new KeyValuePair<string, object?>("kind", link.Kind)));
}
