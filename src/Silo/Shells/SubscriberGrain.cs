using Hark.Grains;
using Orleans.Concurrency;
using Orleans.Serialization.Invocation;

namespace Hark.Silo;

[Alias("hark.subscriber")]
public interface ISubscriberGrain : ISubscriber, IGrainWithIntegerKey;

[GrainType("subscriber"), MayInterleave(nameof(Interleaves))]
public sealed class SubscriberGrain(IGrainContext context, [PersistentState(States.Name, States.Provider)] IPersistentState<SubscriberState> state,
    Gate gate, SendPacer pacer, ICarrier carrier, IConsentLog log, ActorClock clock)
    : Subscriber(new(context.GrainId.GetIntegerKey()), new OrleansState<SubscriberState>(state, context), gate, pacer, carrier, log, clock.Time), ISubscriberGrain
{
    public static bool Interleaves(IInvokable call) => OnlyReads.Is(call);
}
