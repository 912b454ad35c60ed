using System.Reflection;
using Hark.Grains;
using Hark.Silo;
using Orleans.Storage;

namespace Hark.Cluster.Tests;

/// <summary>What an actor sees of its state while it is written, and when that fails.</summary>
public sealed class OrleansStateTests
{
    static readonly KeywordState One = new(new StoreId(1)), Two = new(new StoreId(2));

    readonly Stored _stored = new();
    readonly Activation _activation;
    readonly OrleansState<KeywordState> _state;

    public OrleansStateTests()
    {
        var context = DispatchProxy.Create<IGrainContext, Activation>();
        _activation = (Activation)(object)context;
        _state = new(_stored, context);
    }

    [Fact]
    public async Task Value_IsWhatIsKept_AlsoWhileMoreIsWritten()
    {
        Assert.Null(_state.Value);
        await AssertChanges(() => _state.Write(One), null, One);
        await AssertChanges(() => _state.Write(Two), One, Two);
        await AssertChanges(_state.Clear, Two, null);
        await AssertChanges(() => _state.Write(One), null, One);
    }

    [Fact]
    public async Task Loaded_IsSeen_AndStaysWhenTheFirstWriteFails()
    {
        (_stored.State, _stored.RecordExists) = (One, true);
        Assert.Same(One, _state.Value);
        _stored.FailsWith = new TimeoutException("gone");
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _state.Write(Two));
        Assert.Same(One, _state.Value);
    }

    public static TheoryData<string> Failures => ["database", "fenced"];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task FailedWrite_EndsTheActivation_AndIsStorageUnavailable(string failure)
    {
        await _state.Write(One);
        _stored.FailsWith = failure == "fenced" ? new InconsistentStateException("another", "2", "1") : new TimeoutException("the database is gone");
        foreach (var act in new Func<Task>[] { () => _state.Write(Two), _state.Clear })
        {
            var error = await Assert.ThrowsAsync<StorageUnavailableException>(act);
            Assert.Contains(failure == "fenced" ? "Another activation" : "the database is gone", error.Message, StringComparison.Ordinal);
            Assert.Same(One, _state.Value);
        }
        Assert.Equal(2, _activation.Ended);
    }

    [Fact]
    public async Task NothingFails_TheActivationGoesOn()
    {
        await _state.Write(One);
        await _state.Clear();
        Assert.Equal(0, _activation.Ended);
    }

    async Task AssertChanges(Func<Task> act, KeywordState? before, KeywordState? after)
    {
        _stored.WaitsFor = new();
        var acting = act();
        Assert.Same(before, _state.Value);
        _stored.WaitsFor.SetResult();
        await acting;
        Assert.Same(after, _state.Value);
    }

    /// <summary>As Orleans keeps it: its value is set before it is written.</summary>
    sealed class Stored : IPersistentState<KeywordState>
    {
        public TaskCompletionSource? WaitsFor { get; set; }
        public Exception? FailsWith { get; set; }

        public KeywordState State { get; set; } = null!;
        public string? Etag { get; private set; }
        public bool RecordExists { get; set; }

        public Task ReadStateAsync() => Task.CompletedTask;

        public async Task WriteStateAsync()
        {
            await Written();
            RecordExists = true;
        }

        public async Task ClearStateAsync()
        {
            await Written();
            (State, RecordExists) = (null!, false);
        }

        async Task Written()
        {
            if (WaitsFor is { } wait) await wait.Task;
            if (FailsWith is { } error) throw error;
        }
    }

    /// <summary>Of an activation, only its end is of interest here.</summary>
    public class Activation : DispatchProxy
    {
        public int Ended { get; private set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod?.Name == nameof(IGrainContext.Deactivate)) Ended++;
            return targetMethod?.Name == $"get_{nameof(IGrainContext.GrainId)}" ? GrainId.Create("keyword", "SPRING") : null;
        }
    }
}
