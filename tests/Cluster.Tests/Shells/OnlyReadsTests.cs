using Hark.Silo;
using Orleans.Serialization.Invocation;

namespace Hark.Cluster.Tests;

public sealed class OnlyReadsTests
{
    [Theory]
    [InlineData(typeof(ISubscriberGrain), "View")]
    [InlineData(typeof(ISubscriberGrain), "Check")]
    [InlineData(typeof(ISubscriber), "Check")]
    [InlineData(typeof(IStoreGrain), "View")]
    [InlineData(typeof(ICampaignGrain), "View")]
    [InlineData(typeof(IImportGrain), "View")]
    public void CallOfTheContractsThatOnlyReads_GoesOn(Type actor, string call) => Assert.True(OnlyReads.Is(Call(actor, call)));

    [Theory]
    [InlineData(typeof(ISubscriberGrain), "Send")]
    [InlineData(typeof(IStoreGrain), "Check")]
    [InlineData(typeof(ITurns), "Turn")]
    [InlineData(typeof(ITurns), "View")]
    public void AnyOtherCall_Waits(Type actor, string call) => Assert.False(OnlyReads.Is(Call(actor, call)));

    static IInvokable Call(Type actor, string call) => Fake.Of<IInvokable>((method, _) => method.Name == nameof(IInvokable.GetMethodName) ? call : actor);
}
