using Hark.Testing;

namespace Hark.Grains.Tests;

public sealed class CallbackSignalsTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task ManyEventsWhileACallIsUnderWay_AreOneMoreCall()
    {
        var calls = new List<TaskCompletionSource>();
        var called = new SemaphoreSlim(0);
        var signals = Signals(() =>
        {
            var call = new TaskCompletionSource();
            lock (calls) calls.Add(call);
            called.Release();
            return call.Task;
        });
        for (var i = 0; i < 1_000; i++) signals.Added(Sample.Store);
        Assert.True(await called.WaitAsync(Patience));
        for (var i = 0; i < 1_000; i++) signals.Added(Sample.Store);
        Assert.Single(calls);
        calls[0].SetResult();
        Assert.True(await called.WaitAsync(Patience));
        calls[1].SetResult();
        Assert.Equal(2, calls.Count);
    }

    [Fact]
    public async Task CallThatFails_StopsNobody()
    {
        var called = new SemaphoreSlim(0);
        var signals = Signals(() =>
        {
            called.Release();
            throw new NoAnswerException("nobody");
        });
        for (var i = 0; i < 3; i++)
        {
            signals.Added(Sample.Store);
            Assert.True(await called.WaitAsync(Patience));
        }
    }

    static CallbackSignals Signals(Func<Task> call)
    {
        var endpoint = System.Reflection.DispatchProxy.Create<ICallbackEndpoint, Signalled>();
        ((Signalled)(object)endpoint).Call = call;
        return new(new StubGrains { CallbackEndpoints = _ => endpoint });
    }

    public class Signalled : System.Reflection.DispatchProxy
    {
        internal Func<Task> Call { get; set; } = () => Task.CompletedTask;

        protected override object? Invoke(System.Reflection.MethodInfo? targetMethod, object?[]? args) => Call();
    }
}
