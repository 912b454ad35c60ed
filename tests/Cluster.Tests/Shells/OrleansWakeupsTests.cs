using Hark.Grains;
using Hark.Silo;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Timers;

namespace Hark.Cluster.Tests;

/// <summary>What an activation's wake-ups survive: lost answers, lost calls, its own end.</summary>
public sealed class OrleansWakeupsTests : IDisposable
{
    static readonly GrainId Near = GrainId.Create("sleeper", "1"), Far = GrainId.Create("sleeper", "2");

    readonly ManualTime _time = new();
    readonly FakeActors _actors = new();
    readonly HandedOn _handedOn;

    IGrainReminder? _kept;
    bool _answerIsLost;

    public OrleansWakeupsTests() => _handedOn = new(_actors.Factory, NullLogger<HandedOn>.Instance, new(_time));

    [Fact]
    public async Task TakenBackButTheAnswerIsLost_TheSecondTimeSucceeds()
    {
        var wakeups = Wakeups(Near);
        await wakeups.At(_time.GetUtcNow());
        _answerIsLost = true;
        await Assert.ThrowsAsync<StorageUnavailableException>(wakeups.Never);
        Assert.Null(_kept);
        await wakeups.Never();

        await wakeups.At(_time.GetUtcNow());
        Assert.NotNull(_kept);
        await wakeups.Never();
        Assert.Null(_kept);
    }

    [Fact]
    public void CallThatNeverArrives_HoldsUpLaterOnesForSecondsOnly()
    {
        var wakeups = Wakeups(Near);
        wakeups.Soon();
        wakeups.Soon();
        _time.Advance(TimeSpan.FromSeconds(4));
        wakeups.Soon();
        Assert.Single(_actors.Turns);

        _time.Advance(TimeSpan.FromSeconds(2));
        wakeups.Soon();
        Assert.Equal(2, _actors.Turns.Count);
    }

    [Fact]
    public void CallThatCannotBeMade_DoesNotHoldUpTheNext()
    {
        var wakeups = Wakeups(Near);
        _actors.Failing = 1;
        wakeups.Soon();
        wakeups.Soon();
        wakeups.Soon();
        Assert.Equal(2, _actors.Turns.Count);
    }

    [Fact]
    public async Task EndThatFails_StillStopsTheTimer()
    {
        var wakeups = Wakeups(Near);
        wakeups.Soon(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAsync<InvalidOperationException>(() => wakeups.Rest(Ends(new InvalidOperationException())));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(_actors.Turns);
    }

    [Fact]
    public async Task DueAtOnceWhenItEnds_IsWokenLaterAndLaterUntilItAnswers()
    {
        var wakeups = Wakeups(Near);
        wakeups.Soon(TimeSpan.FromSeconds(1));
        _actors.Failing = 2;
        await wakeups.Rest(Ends());
        var ended = _time.GetUtcNow();

        await Until.True(() => Passed() && _actors.Reminded.Count == 3, "the third attempt");
        Assert.True(_time.GetUtcNow() - ended >= TimeSpan.FromSeconds(1 + 2 + 4));
        Assert.Empty(_actors.Turns);
        Assert.All(_actors.Reminded, actor => Assert.Equal(Near, actor));
    }

    [Fact]
    public async Task DueLaterWhenItEnds_IsLeftToItsReminder()
    {
        var (near, far) = (Wakeups(Near), Wakeups(Far));
        far.Soon(TimeSpan.FromSeconds(3));
        await far.Rest(Ends());
        near.Soon(TimeSpan.FromSeconds(1));
        await near.Rest(Ends());
        await Until.True(() => Passed() && _actors.Reminded.Count > 0, "the one that was due");
        Assert.Equal([Near], _actors.Reminded);
    }

    public void Dispose() => _handedOn.Dispose();

    bool Passed()
    {
        _time.Advance(TimeSpan.FromSeconds(0.5));
        return true;
    }

    OrleansWakeups Wakeups(GrainId actor) =>
        new(Fake.Of<IGrainContext>((_, _) => actor), _actors.Factory, Fake.Of<IReminderRegistry>((method, arguments) => method.Name switch
        {
            nameof(IReminderRegistry.RegisterOrUpdateReminder) => Task.FromResult(_kept = Fake.Of<IGrainReminder>((_, _) => "wake")),
            nameof(IReminderRegistry.GetReminder) => Task.FromResult(_kept),
            _ => Unregister((IGrainReminder)arguments[1]!),
        }), _handedOn, NullLogger<OrleansWakeups>.Instance, new(_time));

    /// <summary>As Orleans does it: what is not there cannot be taken back.</summary>
    Task Unregister(IGrainReminder reminder)
    {
        if (!ReferenceEquals(reminder, _kept)) return Task.FromException(new ReminderException("not found"));
        _kept = null;
        var lost = _answerIsLost;
        _answerIsLost = false;
        return lost ? Task.FromException(new TimeoutException()) : Task.CompletedTask;
    }

    static IWakeable Ends(Exception? with = null) => Fake.Of<IWakeable>((_, _) => with is null ? Task.CompletedTask : Task.FromException(with));
}
