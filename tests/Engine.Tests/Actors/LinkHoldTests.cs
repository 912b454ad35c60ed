
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

    SendResult Submitted(DeliveryId delivery) =>
        new(DeliveryStatus.Submitted, new(_bench.Time.GetUtcNow(), null, null, "test", null, null, null), CarrierReference: $"ref-{delivery}", UsedSlot: true);
}
