using System.Diagnostics.Metrics;
using Hark.Grains;

namespace Hark.Hosting;

/// <summary>Counts what passes between Hark and its carrier, in both directions.</summary>
public sealed class CarrierMeter
{
    readonly Counter<long> _texts;
    readonly Counter<long> _parts;
    readonly Counter<long> _receipts;
    readonly Counter<long> _inbound;

    public CarrierMeter(Meter meter)
    {
        _texts = meter.CreateCounter<long>("hark.carrier.texts", description: "Texts handed over, by the carrier's answer.");
        _parts = meter.CreateCounter<long>("hark.carrier.parts", description: "Parts that the carrier accepted.");
        _receipts = meter.CreateCounter<long>("hark.carrier.receipts", description: "Delivery receipts, by status.");
        _inbound = meter.CreateCounter<long>("hark.carrier.inbound", description: "Texts from handsets.");
    }

    public ICarrier Watch(ICarrier carrier) => new Outgoing(carrier, this);
    public ICarrierEvents Watch(ICarrierEvents events) => new Incoming(events, this);

    static KeyValuePair<string, object?> Status<T>(T status) where T : struct, Enum => new("status", status.ToString().ToLowerInvariant());

    sealed class Outgoing(ICarrier carrier, CarrierMeter meter) : ICarrier, IAsyncDisposable
    {
        public bool TakesPictures(string sender) => carrier.TakesPictures(sender);

        public TimeSpan HoldFor(string sender) => carrier.HoldFor(sender);

        public ValueTask<LinkRoom> Enter(string sender) => carrier.Enter(sender);

        public async Task<SubmitResult> Submit(CarrierText text)
        {
            var result = await carrier.Submit(text);
            meter._texts.Add(1, Status(result.Status));
            if (result.Status == SubmitStatus.Accepted) meter._parts.Add(text.Text.Parts);
            return result;
        }

        public ValueTask DisposeAsync() => carrier is IAsyncDisposable disposable ? disposable.DisposeAsync() : ValueTask.CompletedTask;
    }

    /// <summary>Counts what is durable: what the carrier has to give again is counted once.</summary>
    sealed class Incoming(ICarrierEvents events, CarrierMeter meter) : ICarrierEvents
    {
        public async Task Receipts(IReadOnlyList<DeliveryReceipt> receipts)
        {
            await events.Receipts(receipts);
            foreach (var receipt in receipts) meter._receipts.Add(1, Status(receipt.Status));
        }

        public Task Answered(DeliveryId delivery, string carrierReference) => events.Answered(delivery, carrierReference);

        public async Task Received(InboundText text)
        {
            await events.Received(text);
            meter._inbound.Add(1);
        }
    }
}
