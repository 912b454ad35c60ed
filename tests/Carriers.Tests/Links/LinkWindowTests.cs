using Hark.Grains;

namespace Hark.Carriers.Tests;

public sealed class LinkWindowTests
{
    [Fact]
    public async Task Full_RefusesUntilRoomIsGivenBackOnce()
    {
        var window = new LinkWindow(1);
        var first = await window.Enter();

        var refused = await window.Enter();
        Assert.Equal((SubmitStatus.NotSent, Codes.CarrierUnavailable, 1), (refused.Refusal!.Status, refused.Refusal.Code, window.Used));
        Assert.True(refused.Refusal.RetryAfter > TimeSpan.Zero);
        refused.Dispose();
        first.Dispose();
        first.Dispose();

        Assert.Equal(0, window.Used);
        Assert.Null((await window.Enter()).Refusal);
        Assert.Equal(1, window.Used);
    }
}
