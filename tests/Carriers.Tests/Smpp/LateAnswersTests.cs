using System.Collections.Concurrent;
using Hark.Grains;
using Hark.Testing;

namespace Hark.Carriers.Tests;

public sealed class LateAnswersTests
{
    readonly ManualTime _time = new();
    readonly Sink _sink = new();
    int _seconds;

    [Fact]
    public async Task Answer_IsToldUntilItsRowMustBeWritten()
    {
        var late = new LateAnswers(() => _sink, _time);
        _sink.Fails = 2;

        late.Add(new(1), "smpp:1");
        await Told(1);
        await Told(2, after: 2);
        await Told(3, after: 10);
        await Told(4, after: 60);
        await late.DisposeAsync();

        Assert.Equal(4, _sink.Told.Count);
    }

    [Fact]
    public async Task End_TellsAllOnceMore()
    {
        var late = new LateAnswers(() => _sink, _time);
        late.Add(new(1), "smpp:1");
        late.Add(new(2), "smpp:2");
        await Until.True(() => !_sink.Told.IsEmpty, "the first is told");
        var before = _sink.Told.Count;

        await late.DisposeAsync();

        Assert.Equal([(new DeliveryId(1), "smpp:1"), (new DeliveryId(2), "smpp:2")], _sink.Told.Skip(before).OrderBy(told => told.Reference));
    }

    /// <param name="after">Seconds since the answer, before which it must not be.</param>
    async Task Told(int times, int after = 0)
    {
        while (_seconds < after)
        {
            Assert.True(_sink.Told.Count < times, $"Told {times} times after {_seconds} s.");
            _time.Advance(TimeSpan.FromSeconds(1));
            _seconds++;
        }
        await Until.True(() =>
        {
            // The worker may have begun to wait after the last step.
            _time.Advance(TimeSpan.FromMilliseconds(50));
            return _sink.Told.Count == times;
        }, $"told {times} times");
    }

    sealed class Sink : ICarrierEvents
    {
        public ConcurrentQueue<(DeliveryId Delivery, string Reference)> Told { get; } = new();

        /// <summary>Calls that fail after they were noted.</summary>
        public int Fails { get; set; }

        public Task Receipts(IReadOnlyList<DeliveryReceipt> receipts) => Task.CompletedTask;

        public Task Answered(DeliveryId delivery, string carrierReference)
        {
            Told.Enqueue((delivery, carrierReference));
            return Fails-- > 0 ? throw new StorageUnavailableException("away") : Task.CompletedTask;
        }

        public Task Received(InboundText text) => Task.CompletedTask;
    }
}
