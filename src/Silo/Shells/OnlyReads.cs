using Orleans.Serialization.Invocation;

namespace Hark.Silo;

/// <summary>Calls that only read go on while a turn of the same actor waits: for its slot, for the carrier, for its rows. Everything else is one at a time.</summary>
static class OnlyReads
{
    public static bool Is(IInvokable call) => call.GetMethodName() switch
    {
        nameof(ISubscriber.View) => IsOf<ISubscriber>(call) || IsOf<IStore>(call) || IsOf<ICampaign>(call) || IsOf<IImport>(call),
        nameof(ISubscriber.Check) => IsOf<ISubscriber>(call),
        _ => false,
    };

    static bool IsOf<TActor>(IInvokable call) => typeof(TActor).IsAssignableFrom(call.GetInterfaceType());
}
