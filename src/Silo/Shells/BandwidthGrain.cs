using Hark.Grains;

namespace Hark.Silo;

[Alias("hark.bandwidth")]
public interface IBandwidthGrain : IBandwidth, IGrainWithStringKey;

[GrainType("bandwidth")]
public sealed class BandwidthGrain(IGrainContext context, [PersistentState(States.Name, States.Provider)] IPersistentState<BandwidthState> state, PoolMap pools, ActorClock clock)
    : Bandwidth(new OrleansState<BandwidthState>(state, context), pools.Options(context.GrainId.Key.ToString()!), clock.Time, context.GrainId.Key.ToString()!), IBandwidthGrain;
