using Hark.Grains;

namespace Hark.Silo;

[Alias("hark.store")]
public interface IStoreGrain : IStore, IGrainWithIntegerKey;

[GrainType("store")]
public sealed class StoreGrain(IGrainContext context, [PersistentState(States.Name, States.Provider)] IPersistentState<StoreState> state, OrleansWakeups wakeups, StoreServices services)
    : Store(new(context.GrainId.GetIntegerKey()), new OrleansState<StoreState>(state, context), wakeups, services), IStoreGrain, ITurns, IRemindable, IGrainBase
{
    readonly OrleansWakeups _wakeups = wakeups;

    public IGrainContext GrainContext { get; } = context;

    Task ITurns.Turn() => _wakeups.Turn(this);
    Task IRemindable.ReceiveReminder(string reminderName, TickStatus status) => _wakeups.Turn(this);
    Task IGrainBase.OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => _wakeups.Rest(this);
}
