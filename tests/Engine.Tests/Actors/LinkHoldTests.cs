using Hark.Grains;
using Hark.Testing;

namespace Hark.Engine.Tests;

/// <summary>While a link takes nothing, pumps begin nothing on it.</summary>
public sealed class LinkHoldTests : IAsyncDisposable
{
    readonly CampaignBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task CampaignOnALinkThatIsDown_ClaimsNobodyUntilItIsUp()
    {
        _bench.Carrier.Hold = TimeSpan.FromSeconds(3);
        var asked = 0;
        _bench.Subscriber.Sends = text =>
        {
            asked++;
            return Task.FromResult(Submitted(text.Delivery));
        };
        await _bench.Start(people: 3);
        await _bench.Campaign.Wake();
        Assert.Equal((0, 0), (asked, await _bench.Count(DeliveryStatus.Deferred)));
        // What it may not use others may.
        Assert.Equal(0, _bench.Pacer.Snapshot().Admitted);

        var soon = _bench.Wakeups.SoonCalls;
        await _bench.Campaign.Wake();
        Assert.True(_bench.Wakeups.SoonCalls > soon, "Nobody would wake it when the link is up.");
        _bench.Carrier.Hold = TimeSpan.Zero;
        await _bench.Campaign.Wake();
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task SingleTextOnALinkThatGoesDownWhileItWaitsForThePool_GivesItsPlaceBack()
    {
        // Somebody else has all the pool admits, so that the text waits; then its link goes down, and the place that comes is not kept.
        var store = _bench.Store("MOTORS");
        var other = _bench.Pacer.Join(Sample.OtherStore, Priority.Single, () => { });
        var admitted = other.Take(1, most: 1_000);
        Assert.True((await store.Send(new(1), new(Sample.Number, "Your car is ready.", MessageKind.Informational))).Ok);
        await store.Wake();
        Assert.Contains(Sample.Store, _bench.Pacer.Snapshot().Waiting);

        _bench.Carrier.Hold = TimeSpan.FromSeconds(3);
        await store.Wake();
        Assert.DoesNotContain(Sample.Store, _bench.Pacer.Snapshot().Waiting);
        other.Release(admitted);
        other.Take(1, most: 0);
        Assert.Equal(0, _bench.Pacer.Snapshot().Admitted);

        _bench.Subscriber.Sends = text => Task.FromResult(Submitted(text.Delivery));
        _bench.Carrier.Hold = TimeSpan.Zero;
        await Eventually(store, async () => await _bench.Count(DeliveryStatus.Submitted) == 1);
    }

    async Task Eventually(Store store, Func<Task<bool>> condition)
    {
        for (var wakes = 0; wakes < 20 && !await condition(); wakes++)
        {
            _bench.Time.Advance(TimeSpan.FromSeconds(1));
            await store.Wake();
        }
        Assert.True(await condition());
    }

    SendResult Submitted(DeliveryId delivery) =>
        new(DeliveryStatus.Submitted, new(_bench.Time.GetUtcNow(), null, null, "test", null, null, null), CarrierReference: $"ref-{delivery}", UsedSlot: true);
}
