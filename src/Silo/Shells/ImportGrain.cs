using Hark.Grains;

namespace Hark.Silo;

[Alias("hark.import")]
public interface IImportGrain : IImport, IGrainWithIntegerKey;

[GrainType("import")]
public sealed class ImportGrain(IGrainContext context, [PersistentState(States.Name, States.Provider)] IPersistentState<ImportState> state, OrleansWakeups wakeups,
    IImportRows rows, IGrains grains, ActorClock clock)
    : Import(new(context.GrainId.GetIntegerKey()), new OrleansState<ImportState>(state, context), wakeups, rows, grains, clock.Time), IImportGrain, ITurns, IRemindable, IGrainBase
{
    readonly OrleansWakeups _wakeups = wakeups;

    public IGrainContext GrainContext { get; } = context;

    Task ITurns.Turn() => _wakeups.Turn(this);
    Task IRemindable.ReceiveReminder(string reminderName, TickStatus status) => _wakeups.Turn(this);
    Task IGrainBase.OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => _wakeups.Rest(this);
}
