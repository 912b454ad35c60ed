using Hark.Grains;

namespace Hark.Silo;

[Alias("hark.account")]
public interface IAccountGrain : IAccount, IGrainWithIntegerKey;

[GrainType("account")]
public sealed class AccountGrain(IGrainContext context, [PersistentState(States.Name, States.Provider)] IPersistentState<AccountState> state, IDirectory directory, IAudit audit, ActorClock clock)
    : Account(new(context.GrainId.GetIntegerKey()), new OrleansState<AccountState>(state, context), directory, audit, clock.Time), IAccountGrain;
