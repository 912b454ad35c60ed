using Hark.Grains;
using Orleans.Concurrency;
using Orleans.Serialization.Invocation;

namespace Hark.Silo;

[Alias("hark.store")]
public interface IStoreGrain : IStore, IGrainWithIntegerKey;

[GrainType("store"), MayInterleave(nameof(Interleaves))]
public sealed class StoreGrain(IGrainContext context, [PersistentState(States.Name, States.Provider)] IPersistentState<StoreState> state, OrleansWakeups wakeups, StoreServices services)
    : Store(new(context.GrainId.GetIntegerKey()), new OrleansState<StoreState>(state, context), wakeups, services), IStoreGrain, ITurns, IRemindable, IGrainBase
{
    readonly OrleansWakeups _wakeups = wakeups;

    public IGrainContext GrainContext { get; } = context;

    public static bool Interleaves(IInvokable call) => OnlyReads.Is(call);

    Task ITurns.Turn() => _wakeups.Turn(this);
    Task IRemindable.ReceiveReminder(string reminderName, TickStatus status) => _wakeups.Turn(this);
    Task IGrainBase.OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => _wakeups.Rest(this);
}
