namespace Hark.Grains.Tests;

/// <summary>Room on the link comes before the record and the slot.</summary>
public sealed class SubscriberLinkTests : IAsyncDisposable
{
    readonly SubscriberBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task LinkWithoutRoom_DefersWritesNothingAndUsesNoSlot()
    {
        await _bench.OptIn();
        var writes = _bench.State.Writes;
        _bench.Carrier.Entrance = _ => new(new LinkRoom { Refusal = new(SubmitStatus.NotSent, Code: Codes.CarrierUnavailable, RetryAfter: TimeSpan.FromSeconds(7)) });
        var result = await _bench.Send();

        Assert.Equal((DeliveryStatus.Deferred, Codes.CarrierUnavailable, false), (result.Status, result.Code, result.UsedSlot));
        Assert.Equal(_bench.Now.AddSeconds(7 + 5).AddMilliseconds(1), result.Until);
        Assert.Equal(writes, _bench.State.Writes);
        Assert.Empty(_bench.Carrier.Given);
    }

    [Fact]
    public async Task WaitsForRoom_NothingIsWrittenBeforeThereIsSome()
    {
        await _bench.OptIn();
        var writes = _bench.State.Writes;
        var room = new CountedRoom();
        var entrance = new TaskCompletionSource<LinkRoom>();
        _bench.Carrier.Entrance = _ => new(entrance.Task);
        var sending = _bench.Send();
        Assert.Equal((writes, 0L), (_bench.State.Writes, _bench.Pacer.Snapshot().AtExit));

        entrance.SetResult(room);
        Assert.Equal(DeliveryStatus.Submitted, (await sending).Status);
        Assert.Same(room, _bench.Carrier.Given.Single().Room);
        Assert.Equal(1, room.Left);
    }

    [Theory]
    [InlineData(SubmitStatus.Unknown)]
    [InlineData(SubmitStatus.NotSent)]
    [InlineData(SubmitStatus.Rejected)]
    public async Task WhateverTheAnswer_RoomIsGivenBack(SubmitStatus answer)
    {
        await _bench.OptIn();
        var room = new CountedRoom();
        _bench.Carrier.Entrance = _ => new(room);
        _bench.Carrier.Answers(new(answer));
        await _bench.Send();
        Assert.Equal(1, room.Left);
    }

    [Fact]
    public async Task PoolOutOfReach_RoomIsGivenBack()
    {
        await _bench.OptIn();
        var room = new CountedRoom();
        _bench.Carrier.Entrance = _ => new(room);
        _bench.Pool.Down = true;
        var sending = _bench.Send();
        Assert.Equal(0, room.Left);
        _bench.Time.Advance(new BandwidthOptions().HandOverTimeout);
        await sending;
        Assert.Equal(1, room.Left);
    }

    sealed class CountedRoom : LinkRoom
    {
        public int Left { get; private set; }

        protected override void Leave() => Left++;
    }
}
