namespace Hark.Grains;

/// <summary>The pacers of this process, one for each pool. A text is paced by the pool of its sender.</summary>
public sealed class Pacers(PoolMap pools, Func<string, SendPacer> pacerOf) : IAsyncDisposable
{
    readonly Dictionary<string, SendPacer> _byPool = pools.Names.ToDictionary(pool => pool, pacerOf);

    public IReadOnlyCollection<SendPacer> All => _byPool.Values;

    public SendPacer For(string sender) => _byPool[pools.Of(sender)];

    public async ValueTask DisposeAsync()
    {
        foreach (var pacer in All) await pacer.DisposeAsync();
    }
}
