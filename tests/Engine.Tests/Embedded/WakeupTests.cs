using Hark.Embedded;
using Hark.Records;
using Hark.Testing;

namespace Hark.Engine.Tests;

/// <summary>Wake-ups of the embedded host: the soon ones coalesce, the durable ones outlive the process and the whims of the wall clock.</summary>
public sealed class WakeupTests : IAsyncLifetime, IDisposable
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    readonly ManualTime _time = new();
    readonly string _folder = Directory.CreateTempSubdirectory("hark-wakeups-").FullName;
    SqliteDatabase _database = null!;
    WakeupClock _clock = null!;
    int _woken;

    public Task InitializeAsync() => Open();

    public async Task DisposeAsync()
    {
        await Close();
        Directory.Delete(_folder, recursive: true);
    }

    public void Dispose() => _clock.Dispose();

    [Fact]
    public async Task At_ComesAtItsTimeAndEachMinuteUntilTakenBack()
    {
        await _clock.Set("campaign", "1", _time.GetUtcNow() + TimeSpan.FromMinutes(10));
        _time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Assert.Equal(0, _woken);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(1, _woken);
        _time.Advance(3 * Minute);
        Assert.Equal(4, _woken);

        await _clock.Clear("campaign", "1");
        _time.Advance(10 * Minute);
        Assert.Equal(4, _woken);
    }

    [Fact]
    public async Task At_SetAgain_ReplacesTheOldTime()
    {
        await _clock.Set("campaign", "1", _time.GetUtcNow());
        _time.Advance(TimeSpan.Zero);
        Assert.Equal(1, _woken);
        await _clock.Set("campaign", "1", _time.GetUtcNow() + TimeSpan.FromHours(1));
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(1, _woken);
        _time.Advance(Minute);
        Assert.Equal(2, _woken);
    }

    [Fact]
    public async Task At_AfterARestart_ComesAtOnceAndThenAtItsTime()
    {
        await _clock.Set("campaign", "1", _time.GetUtcNow() + TimeSpan.FromHours(1));
        await Close();
        await Open();
        Assert.Equal(1, _woken);
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(1, _woken);
        _time.Advance(2 * Minute);
        Assert.Equal(3, _woken);
    }

    [Fact]
    public async Task TakenBack_StaysSoAfterARestart()
    {
        await _clock.Set("campaign", "1", _time.GetUtcNow());
        await _clock.Clear("campaign", "1");
        await Close();
        await Open();
        _time.Advance(10 * Minute);
        Assert.Equal(0, _woken);
    }

    [Fact]
    public async Task WallClockSetBackAnHour_DoesNotStopThoseThatRepeat()
    {
        await _clock.Set("campaign", "1", _time.GetUtcNow());
        _time.Advance(TimeSpan.Zero);
        _time.StepWallClock(TimeSpan.FromHours(-1));
        _time.Advance(5 * Minute);
        Assert.Equal(6, _woken);
    }

    [Fact]
    public async Task WallClockSetForward_IsNoticedWithinAMinute()
    {
        await _clock.Set("campaign", "1", _time.GetUtcNow() + TimeSpan.FromHours(2));
        _time.Advance(Minute);
        _time.StepWallClock(TimeSpan.FromHours(2));
        _time.Advance(Minute);
        Assert.Equal(1, _woken);
    }

    [Fact]
    public void Soon_ManyTimesBeforeItsTurn_IsOneTurn()
    {
        var (wakeups, turns) = Soon();
        for (var i = 0; i < 100; i++) wakeups.Soon();
        wakeups.Soon(TimeSpan.FromSeconds(1));
        Assert.Equal(1, turns());
        wakeups.Begun();
        wakeups.Soon();
        Assert.Equal(2, turns());
    }

    [Fact]
    public void Soon_AskedEarlier_ComesEarlier_AskedLater_IsUnnecessary()
    {
        var (wakeups, turns) = Soon();
        wakeups.Soon(TimeSpan.FromSeconds(10));
        wakeups.Soon(TimeSpan.FromSeconds(20));
        wakeups.Soon(TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, turns());
        wakeups.Begun();
        _time.Advance(Minute);
        Assert.Equal(1, turns());
    }

    (EmbeddedWakeups Wakeups, Func<int> Turns) Soon()
    {
        var turns = 0;
        return (new EmbeddedWakeups("campaign", "1", _clock, () =>
        {
            turns++;
            return Task.CompletedTask;
        }, _time), () => turns);
    }

    async Task Open()
    {
        _database = SqliteDatabase.Open(new StorageOptions { Path = _folder }, _time);
        _clock = new WakeupClock(new SqliteStateStore(_database), _time);
        _clock.Register("campaign", _ => _woken++);
        await _clock.Start();
    }

    async Task Close()
    {
        _clock.Dispose();
        await _database.DisposeAsync();
    }
}
