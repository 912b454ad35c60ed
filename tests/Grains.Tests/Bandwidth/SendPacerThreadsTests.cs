using System.Collections.Concurrent;

namespace Hark.Grains.Tests;

/// <summary>Many threads on the system's clock: the cap holds, and every text is answered.</summary>
public class SendPacerThreadsTests
{
    const double Rate = 2_000;

    [Fact]
    public async Task ManyThreads_KeepTheCapAndLoseNothing()
    {
        var options = new BandwidthOptions { Rate = Rate };
        var bandwidth = new OneTurnAtATime(new Bandwidth(new Disk<BandwidthState>().Open(), options, TimeProvider.System, "shared"));
        await using var pacer = new SendPacer("node", () => bandwidth, () => 1, options, TimeProvider.System);
        var left = new ConcurrentQueue<long>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(pump => Task.Run(() => Send(pacer, pump, 300, left))));

        Assert.Equal(8 * 300, left.Count);
        Assert.Equal(0, pacer.Snapshot().Admitted);
        // The whole run is one window. What a thread does between its answer and its stamp only makes windows longer or shorter at the ends.
        var times = left.Order().Select(at => at / (double)TimeProvider.System.TimestampFrequency).ToList();
        Assert.True(times.Count <= Rate * (times[^1] - times[0] + 0.1) + HandOvers.Allowed(Rate), $"{times.Count} parts in {times[^1] - times[0]} s");
    }

    static async Task Send(SendPacer pacer, int pump, int texts, ConcurrentQueue<long> left)
    {
        using var ready = new SemaphoreSlim(0);
        using var line = pacer.Join(new StoreId(pump), (Priority)(pump % 3), () => ready.Release());
        while (texts > 0)
        {
            var taken = line.Take(1, Math.Min(texts, 20));
            if (taken == 0) await ready.WaitAsync();
            texts -= taken;
            if (taken > 1 && texts > 0)
            {
                line.Release(1);
                taken--;
                texts++;
            }
            await Task.WhenAll(Enumerable.Range(0, taken).Select(async _ =>
            {
                Assert.True((await pacer.HandOver(1, line.Priority, pacer.Instant)).Found);
                left.Enqueue(TimeProvider.System.GetTimestamp());
                line.Release(1);
            }));
        }
    }

    /// <summary>As a host does it. The state is in memory, so a turn ends before its task is returned.</summary>
    sealed class OneTurnAtATime(IBandwidth actor) : IBandwidth
    {
        readonly Lock _turn = new();

        public Task<Lease> Lease(LeaseRequest request) { lock (_turn) return actor.Lease(request); }
        public Task<PoolView> View() { lock (_turn) return actor.View(); }
    }
}
