using Hark.Grains;
using Hark.Testing;

namespace Hark.Carriers.Tests;

/// <summary>A simulator on a manual clock, with a sink that keeps what it is given.</summary>
sealed class SimulatorBench : IAsyncDisposable
{
    public static readonly PhoneNumber Handset = PhoneNumber.Parse("+12015550100");

    public SimulatorBench(Action<SimulatorOptions>? change = null)
    {
        var options = new SimulatorOptions();
        change?.Invoke(options);
        Carrier = new(options, () => Sink, Time);
    }

    public ManualTime Time { get; } = new();
    public RecordingSink Sink { get; } = new();
    public SimulatorCarrier Carrier { get; }

    public static CarrierText Text(long id, int parts = 1, PhoneNumber? to = null, string body = "Bakery: fresh bread at 5.") =>
        new(new DeliveryId(id), to ?? Handset, new OutboundText(body, "+18005550199", MessageKind.Marketing, new(TextEncoding.Gsm7, 25, parts, parts), 1));

    public Task<SubmitResult> Submit(long id, int parts = 1) => Carrier.Submit(Text(id, parts));

    /// <summary>Hands over ids 1 to count and lets enough time pass for all to be answered and all receipts to come.</summary>
    public async Task<SubmitResult[]> SubmitAll(int count)
    {
        var answers = Enumerable.Range(1, count).Select(i => Submit(i)).ToArray();
        Time.Advance(TimeSpan.FromMinutes(1));
        return await Task.WhenAll(answers);
    }

    public ValueTask DisposeAsync() => Carrier.DisposeAsync();
}

sealed class RecordingSink : ICarrierEvents
{
    readonly Lock _lock = new();
    readonly List<IReadOnlyList<DeliveryReceipt>> _batches = [];
    readonly List<InboundText> _texts = [];
    readonly List<(DeliveryId Delivery, string Reference)> _answered = [];

    /// <summary>Runs before a call is recorded; may throw or take time.</summary>
    public Func<Task> Before { get; set; } = () => Task.CompletedTask;

    public IReadOnlyList<IReadOnlyList<DeliveryReceipt>> Batches { get { lock (_lock) return [.. _batches]; } }
    public IReadOnlyList<DeliveryReceipt> Given => [.. Batches.SelectMany(b => b)];
    public IReadOnlyList<InboundText> Texts { get { lock (_lock) return [.. _texts]; } }

    public IReadOnlyList<(DeliveryId Delivery, string Reference)> Late { get { lock (_lock) return [.. _answered]; } }

    public async Task Receipts(IReadOnlyList<DeliveryReceipt> receipts)
    {
        await Before();
        lock (_lock) _batches.Add(receipts);
    }

    public Task Answered(DeliveryId delivery, string carrierReference)
    {
        lock (_lock) _answered.Add((delivery, carrierReference));
        return Task.CompletedTask;
    }

    public async Task Received(InboundText text)
    {
        await Before();
        lock (_lock) _texts.Add(text);
    }
}
