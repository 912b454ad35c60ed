using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Hark.Cluster.Tests;

/// <summary>Durable wake-ups: they are kept, come by themselves, and come at once when the cluster starts or a silo is lost.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class WakeupTests : IAsyncLifetime
{
    static readonly DateTimeOffset FarAway = TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(2);

    /// <summary>Of a reminder's first round, on a busy machine.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Wakes _wakes = new();
    string _database = "";
    SilosInProcess _silos = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabases.New();
        await Start();
    }

    [Fact]
    public async Task DueNow_IsCalledByItsReminder()
    {
        await Sleeper(1).WakeAt(TimeProvider.System.GetUtcNow());
        await Until.True(() => _wakes.Of(1) > 0, "the reminder", Patience);
    }

    [Fact]
    public async Task ClusterThatStarts_WakesWhoeverHasAWakeup()
    {
        await Sleeper(1).WakeAt(FarAway);
        await Sleeper(2).WakeAt(FarAway);
        await Sleeper(3).WakeAt(FarAway);
        await Sleeper(3).NeverWake();
        await _silos.DisposeAsync();
        _wakes.Forget();

        await Start();
        await Until.True(() => _wakes.Of(1) > 0 && _wakes.Of(2) > 0, "the sleepers after the start", Patience);
        Assert.Equal(0, _wakes.Of(3));
        Assert.Equal(2, await Kept());
    }

    [Fact]
    public async Task SiloThatIsLost_ItsActorsWakeOnTheOther()
    {
        for (var n = 1; n <= 10; n++) await Sleeper(n).WakeAt(FarAway);
        _wakes.Forget();
        await _silos.KillOne();
        await Until.True(() => Enumerable.Range(1, 10).All(n => _wakes.Of(n) > 0), "all sleepers on the silo that is left", Patience);
    }

    [Fact]
    public async Task TakenBack_IsKeptNoMore_AlsoByAnActivationThatDidNotSetIt()
    {
        await Sleeper(1).WakeAt(FarAway);
        Assert.Equal(1, await Kept());
        await _silos.DisposeAsync();
        await Start();
        await Sleeper(1).NeverWake();
        Assert.Equal(0, await Kept());
        await Sleeper(1).NeverWake();
    }

    public async Task DisposeAsync() => await _silos.DisposeAsync();

    async Task Start() => _silos = await SilosInProcess.Start(_database, services: services => services.AddSingleton(_wakes));

    ISleeper Sleeper(long number) => _silos.GrainFactory.GetGrain<ISleeper>(number);

    async Task<long> Kept()
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var command = source.CreateCommand("SELECT count(*) FROM orleans_reminders WHERE serviceid = 'hark'");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
