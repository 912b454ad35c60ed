using System.Net;
using Hark.Grains;
using Hark.Silo;

namespace Hark.Cluster.Tests;

public sealed class LostSilosTests
{
    static readonly SiloAddress Here = SiloAddress.New(IPAddress.Loopback, 1, 1), Other = SiloAddress.New(IPAddress.Loopback, 2, 1);

    ISiloStatusListener _listener = null!;

    [Fact]
    public async Task AnotherSiloIsDead_WhoWaitsForASlotIsTurnedAway()
    {
        await using var pacer = await Begin();
        var waits = pacer.HandOver(1, Priority.Single, pacer.Instant).AsTask();
        foreach (var status in new[] { SiloStatus.Joining, SiloStatus.Active, SiloStatus.ShuttingDown }) _listener.SiloStatusChangeNotification(Other, status);
        Assert.Equal(1, pacer.Snapshot().AtExit);

        _listener.SiloStatusChangeNotification(Other, SiloStatus.Dead);
        Assert.Equal(0, pacer.Snapshot().AtExit);
        Assert.False((await waits.WaitAsync(TimeSpan.FromSeconds(60))).Found);
    }

    async Task<SendPacer> Begin()
    {
        var pacer = new SendPacer("here", () => Fake.Of<IBandwidth>((_, _) => new TaskCompletionSource<Lease>().Task), () => 2, new(), new ManualTime());
        await new LostSilos(Fake.Of<ISiloStatusOracle>((method, arguments) => method.Name == "get_SiloAddress" ? Here : Subscribe((ISiloStatusListener)arguments[0]!)), OnePool.Of(pacer)).Begin();
        return pacer;
    }

    bool Subscribe(ISiloStatusListener listener)
    {
        _listener = listener;
        return true;
    }
}
