using Hark.Grains;

namespace Hark.Silo;

[Alias("hark.callback")]
public interface ICallbackEndpointGrain : ICallbackEndpoint, IGrainWithIntegerKey;

[GrainType("callback")]
public sealed class CallbackEndpointGrain(IGrainContext context, [PersistentState(States.Name, States.Provider)] IPersistentState<CallbackEndpointState> state, OrleansWakeups wakeups,
    CallbackServices services)
    : CallbackEndpoint(new(context.GrainId.GetIntegerKey()), new OrleansState<CallbackEndpointState>(state, context), wakeups, services), ICallbackEndpointGrain, ITurns, IRemindable, IGrainBase
{
    readonly OrleansWakeups _wakeups = wakeups;

    public IGrainContext GrainContext { get; } = context;

    Task ITurns.Turn() => _wakeups.Turn(this);
    Task IRemindable.ReceiveReminder(string reminderName, TickStatus status) => _wakeups.Turn(this);
    Task IGrainBase.OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => _wakeups.Rest(this);
}
