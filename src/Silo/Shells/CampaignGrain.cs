using Hark.Grains;

namespace Hark.Silo;

[Alias("hark.campaign")]
public interface ICampaignGrain : ICampaign, IGrainWithIntegerKey;

[GrainType("campaign")]
public sealed class CampaignGrain(IGrainContext context, [PersistentState(States.Name, States.Provider)] IPersistentState<CampaignState> state, OrleansWakeups wakeups, CampaignServices services)
    : Campaign(new(context.GrainId.GetIntegerKey()), new OrleansState<CampaignState>(state, context), wakeups, services), ICampaignGrain, ITurns, IRemindable, IGrainBase
{
    readonly OrleansWakeups _wakeups = wakeups;

    public IGrainContext GrainContext { get; } = context;

    Task ITurns.Turn() => _wakeups.Turn(this);
    Task IRemindable.ReceiveReminder(string reminderName, TickStatus status) => _wakeups.Turn(this);
    Task IGrainBase.OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => _wakeups.Rest(this);
}
