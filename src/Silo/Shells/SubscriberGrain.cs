using Hark.Grains;
using Orleans.Placement;

namespace Hark.Silo;

[Alias("hark.subscriber")]
public interface ISubscriberGrain : ISubscriber, IGrainWithIntegerKey;

/// <summary>Spread at random: a campaign wakes thousands within the time in which a silo tells the others how busy it is, and they would all go to the one that was least so.</summary>
[GrainType("subscriber"), RandomPlacement]
public sealed class SubscriberGrain(IGrainContext context, [PersistentState(States.Name, States.Provider)] IPersistentState<SubscriberState> state,
    Gate gate, Pacers pacers, ICarrier carrier, IConsentLog log, ShortCodes codes, ActorClock clock)
    : Subscriber(new(context.GrainId.GetIntegerKey()), new OrleansState<SubscriberState>(state, context), gate, pacers, carrier, log, codes, clock.Time), ISubscriberGrain;
