using System.Net;
using Hark.Silo;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hark.Cluster.Tests;

public sealed class WakeAgainTests : IDisposable
{
    static readonly SiloAddress First = SiloAddress.New(IPAddress.Loopback, 1, 1), Second = SiloAddress.New(IPAddress.Loopback, 2, 1);
    static readonly GrainId[] Sleepers = [GrainId.Create("sleeper", "1"), GrainId.Create("sleeper", "2")];

    readonly ManualTime _time = new();
    readonly FakeActors _actors = new();
    readonly List<SiloAddress> _active = [First, Second];
    readonly WakeAgain _wakeAgain;
    SiloAddress _here = First;
    bool _tableIsAway;

    public WakeAgainTests() => _wakeAgain = new(
        Fake.Of<ISiloStatusOracle>((method, _) => method.Name switch
        {
            "get_SiloAddress" => _here,
            nameof(ISiloStatusOracle.GetApproximateSiloStatuses) => _active.ToDictionary(silo => silo, _ => SiloStatus.Active),
            _ => true,
        }),
        Fake.Of<IReminderTable>((_, _) => _tableIsAway
            ? Task.FromException<ReminderTableData>(new TimeoutException())
            : Task.FromResult(new ReminderTableData(Sleepers.Select(sleeper => new ReminderEntry { GrainId = sleeper, ReminderName = "wake" })))),
        _actors.Factory, NullLogger<WakeAgain>.Instance, _time);

    [Fact]
    public async Task SiloThatJoinsAsTheFirst_WakesAll_AndOnceMore()
    {
        await _wakeAgain.Begin();
        Assert.Equal(Sleepers, _actors.Turns);
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal([.. Sleepers, .. Sleepers], _actors.Turns);
    }

    [Fact]
    public async Task WakeupsThatCannotBeRead_AreTriedAgainEachSecond()
    {
        _tableIsAway = true;
        await _wakeAgain.Begin();
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(_actors.Turns);
        _tableIsAway = false;
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Sleepers, _actors.Turns);
    }

    [Fact]
    public async Task OneThatCannotBeCalled_DoesNotKeepTheOthersAsleep()
    {
        _actors.Failing = 1;
        await _wakeAgain.Begin();
        Assert.Equal(Sleepers, _actors.Turns);
    }

    [Fact]
    public async Task SiloThatLearnsLateThatItIsTheFirst_WakesAll()
    {
        _here = Second;
        await _wakeAgain.Begin();
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(_actors.Turns);

        _wakeAgain.SiloStatusChangeNotification(First, SiloStatus.Dead);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(_actors.Turns);
        _active.Remove(First);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Sleepers, _actors.Turns);
    }

    public void Dispose() => _wakeAgain.Dispose();
}
