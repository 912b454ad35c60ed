namespace Hark.Cluster.Tests;

/// <summary>A cluster that the tests of a class share, one after the other.</summary>
public abstract class ClusterFixture(int silos, int hosts, int rate) : IAsyncLifetime
{
    internal ProcessCluster Cluster { get; private set; } = null!;

    public async Task InitializeAsync() => Cluster = await ProcessCluster.Start(silos, hosts, rate);

    public async Task DisposeAsync() => await Cluster.DisposeAsync();
}
