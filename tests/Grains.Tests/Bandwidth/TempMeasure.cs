namespace Hark.Grains.Tests;
public class TempMeasure(Xunit.Abstractions.ITestOutputHelper output)
{
    [Fact]
    public void Measure()
    {
        foreach (var carrier in new[] { 0, 50, 1000 })
        foreach (var delay in new[] { 1, 5 })
        foreach (var rate in new[] { 30, 300 })
        foreach (var count in new[] { 1, 2, 4 })
        {
            var pool = new PoolSimulation(rate, TimeSpan.FromMilliseconds(delay)) { Network = TimeSpan.FromMilliseconds(1), AtCarrier = TimeSpan.FromMilliseconds(carrier) };
            var nodes = pool.AddNodes(count);
            var pumps = Enumerable.Range(0, 10).Select(i => pool.AddPump(nodes[i == 0 ? 0 : Math.Min(1, count - 1)], i, Priority.Campaign)).ToList();
            pool.Run(3);
            var from = pool.HandOvers.Parts; var b = pumps.Select(p => pool.HandOvers.PartsOf(p.Store)).ToList();
            var t = System.Diagnostics.Stopwatch.StartNew();
            pool.Run(60);
            var shares = pumps.Select((p, i) => pool.HandOvers.PartsOf(p.Store) - b[i]).ToList();
            output.WriteLine($"carrier {carrier} delay {delay} rate {rate} nodes {count}: use {100.0 * (pool.HandOvers.Parts - from) / (60 * rate):F2}% jain {HandOvers.Jain(shares):F4} A {shares[0]/shares.Sum():F3} peak {pool.HandOvers.Peak()} burst {pool.HandOvers.Burst(rate):F2} of {HandOvers.Allowed(rate):F2} writes {pool.Writes} {t.ElapsedMilliseconds} ms");
        }
    }
    [Fact]
    public void Flood()
    {
        foreach (var count in new[] { 1, 2, 4 })
        foreach (var rate in new[] { 30, 300 })
        {
            var pool = new PoolSimulation(rate, TimeSpan.FromMilliseconds(1)) { Network = TimeSpan.FromMilliseconds(1) };
            var nodes = pool.AddNodes(count);
            pool.AddPump(nodes[0], 1, Priority.Campaign);
            pool.AddPump(nodes[^1], 2, Priority.Single);
            pool.Run(60);
            output.WriteLine($"flood nodes {count} {rate}: campaign {100.0 * pool.HandOvers.PartsOf(Priority.Campaign)/pool.HandOvers.Parts:F1}% use {pool.HandOvers.Parts/(60.0*rate):F4}");
            pool = new PoolSimulation(rate, TimeSpan.FromMilliseconds(1)) { Network = TimeSpan.FromMilliseconds(1) };
            nodes = pool.AddNodes(count);
            for (var i = 0; i < 6; i++) pool.AddPump(nodes[i % count], i, Priority.Campaign, parts: 1 + i % 3);
            pool.Run(60);
            output.WriteLine($"mixed nodes {count} {rate}: use {pool.HandOvers.Parts/(60.0*rate):F4} jain {HandOvers.Jain([.. Enumerable.Range(0, 6).Select(i => pool.HandOvers.PartsOf(new StoreId(i)))]):F4} burst {pool.HandOvers.Burst(rate):F2} of {HandOvers.Allowed(rate, 3):F2}");
        }
    }
}
