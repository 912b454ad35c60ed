using Hark.Grains;
using Orleans.Concurrency;
using Orleans.Serialization.Invocation;

namespace Hark.Silo;

[Alias("hark.subscriber")]
public interface ISubscriberGrain : ISubscriber, IGrainWithIntegerKey;

/// <summary>A turn may wait for its slot and for the carrier. What only reads goes on meanwhile, so that a store that looks at a person does not wait with it; everything else is one at a time.</summary>
[GrainType("subscriber"), MayInterleave(nameof(OnlyReads))]
public sealed class SubscriberGrain(IGrainContext context, [PersistentState(States.Name, States.Provider)] IPersistentState<SubscriberState> state,
    Gate gate, SendPacer pacer, ICarrier carrier, IConsentLog log, ActorClock clock)
    : Subscriber(new(context.GrainId.GetIntegerKey()), new OrleansState<SubscriberState>(state, context), gate, pacer, carrier, log, clock.Time), ISubscriberGrain
{
    public static bool OnlyReads(IInvokable call) => call.GetMethodName() is nameof(View) or nameof(Check);
}
