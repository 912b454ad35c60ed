namespace Hark.Cluster.Tests;

/// <summary>What an actor costs that only sits in memory: it bounds how many people a silo may have talked to lately.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class MemoryTests(ITestOutputHelper output)
{
    const int People = 20_000;

    /// <summary>3,500 bytes were measured. Twice that would be a leak.</summary>
    const int Most = 6_500;

    [Fact]
    public async Task IdleSubscriber_CostsAFewKilobytes()
    {
        await using var silos = await SilosInProcess.Start(await TestDatabases.New());
        await Ask(People, People / 10);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Ask(0, People);
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / People;

        output.WriteLine($"{each:N0} bytes for each idle Subscriber");
        // Not held against it from below: clusters of earlier tests in this process are freed when their last timers end, perhaps now.
        Assert.True(each <= Most, $"{each:N0} bytes");

        Task Ask(int first, int count) => Task.WhenAll(Enumerable.Range(first, count).Select(n => silos.Grains.Subscriber(SampleNumbers.Us(n)).View(new(1))));
    }
}
