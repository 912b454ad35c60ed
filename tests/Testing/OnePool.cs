using Hark.Grains;

namespace Hark.Testing;

/// <summary>The pacers of a process that has one pool.</summary>
public static class OnePool
{
    public static Pacers Of(SendPacer pacer) => new(new PoolMap(new BandwidthOptions()), _ => pacer);
}
