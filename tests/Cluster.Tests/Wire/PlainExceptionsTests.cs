using Hark.Silo;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hark.Cluster.Tests;

public sealed class PlainExceptionsTests
{
    [Fact]
    public async Task ActorThatFails_IsToldInWords() => await Assert.ThrowsAsync<InvalidOperationException>(() => Fail(GrainId.Create("store", "1")));

    [Fact]
    public async Task OrleansItself_SeesItsOwnException() => await Assert.ThrowsAsync<KeyNotFoundException>(() => Fail(GrainId.Create("sys.svc.test", "1")));

    static Task Fail(GrainId target) => new PlainExceptions(NullLogger<PlainExceptions>.Instance).Invoke(Fake.Of<IIncomingGrainCallContext>((method, _) => method.Name switch
    {
        "get_TargetId" => target,
        nameof(IIncomingGrainCallContext.Invoke) => Task.FromException(new KeyNotFoundException()),
        _ => "Call",
    }));
}
