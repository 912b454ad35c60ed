namespace Hark.Grains;

/// <summary>The carrier pools of an installation: what each may be used at, and whose texts use which.</summary>
/// <param name="shared">The options of the pool that all use who have none of their own.</param>
/// <param name="rates">The other pools, and the parts per second of each; everything else is as in the shared one.</param>
/// <param name="poolOf">The pool of a sender (E.164 number or short code); null is the shared one.</param>
public sealed class PoolMap(BandwidthOptions shared, IReadOnlyDictionary<string, double> rates, Func<string, string?> poolOf)
{
    readonly Dictionary<string, BandwidthOptions> _own = rates.ToDictionary(r => r.Key, r => shared.At(r.Value));

    /// <summary>One pool for all.</summary>
    public PoolMap(BandwidthOptions shared) : this(shared, new Dictionary<string, double>(), _ => null)
    {
    }

    public IReadOnlyList<string> Names => [Pools.Shared, .. _own.Keys.Order(StringComparer.Ordinal)];

    public string Of(string sender) => poolOf(sender) ?? Pools.Shared;

    /// <summary>Of a pool that is not there any more, those of the shared one.</summary>
    public BandwidthOptions Options(string pool) => _own.GetValueOrDefault(pool, shared);
}
