using System.Diagnostics;
using Hark.Silo;

namespace Hark.Cluster.Tests;

/// <summary>kill -9 of PostgreSQL for ten seconds, in a campaign and under single texts and opt-ins.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class KilledDatabaseTests(ITestOutputHelper output) : IAsyncLifetime
{
    const int Rate = 150;
    const int Audience = 12 * Rate;

    /// <summary>The pacer's window, rate × 250 ms, and as much again that one claim was admitted beyond it while the window moved on.</summary>
    const int MostInFlight = Rate / 2;

    static readonly TimeSpan Settling = TimeSpan.FromSeconds(4);
    static readonly TimeSpan Gone = TimeSpan.FromSeconds(10);

    PostgresServer _server = null!;
    ProcessCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        _server = await PostgresServer.Start();
        var database = await _server.NewDatabase();
        ClusterSchema.Tables.Install(database);
        _cluster = await ProcessCluster.Start(database, silos: 2, hosts: 1, Rate);
    }

    public async Task DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public Task GoneForTenSeconds_WorkPausesAndNothingAcknowledgedIsLost() => _cluster.Story(output, async () =>
    {
        var campaign = await RunningCampaign.Start(_cluster, Audience);
        using var enough = new CancellationTokenSource();
        var callers = new Callers(_cluster.Http, campaign);
        var calling = callers.Call(enough.Token);
        await _cluster.Arrived(2 * Rate);

        await _server.Kill();
        var watch = Stopwatch.StartNew();
        var nodes = _cluster.Silos.Concat(_cluster.Hosts).ToList();
        foreach (var node in nodes) await Until.True(async () => await node.Readiness() is not null, "/readyz says no");
        var noAfter = watch.Elapsed;
        var sentence = (await _cluster.Hosts[0].Readiness())!.TrimEnd();
        await Until.True(() => watch.Elapsed >= Settling, "what was in flight is over");
        var paused = _cluster.Arrivals().Count;
        await Until.True(() => watch.Elapsed >= Gone, "the time is over");
        Assert.Equal(paused, _cluster.Arrivals().Count);

        var acknowledged = callers.Acknowledged;
        await _server.Restart();
        watch.Restart();
        foreach (var node in nodes) await node.Ready();
        var readyAfter = watch.Elapsed;
        await Until.True(() => _cluster.Arrivals().Count > paused, "texts arrive again");
        var sendingAfter = watch.Elapsed;
        await Until.True(() => callers.Acknowledged > acknowledged, "calls are answered again");
        await campaign.Ends(_cluster);
        var ended = watch.Elapsed;
        await enough.CancelAsync();
        await calling;
        var balance = await campaign.Balance(_cluster);
        output.WriteLine($"/readyz no after {noAfter.TotalSeconds:0.0} s ({sentence}); with the server back: ready after {readyAfter.TotalSeconds:0.0} s, sending after {sendingAfter.TotalSeconds:0.0} s, campaign ended after {ended.TotalSeconds:0.0} s; " +
            $"{balance}; acknowledged {callers.Acknowledged} (before it came back {acknowledged}), refused {callers.Refused}");

        Assert.Contains("127.0.0.1", sentence, StringComparison.Ordinal);
        Assert.True(callers.Refused > 0, "Nobody called while the server was gone.");
        balance.Holds(unknownAtMost: MostInFlight);
        await callers.Check(_cluster);
        await EachTextIsRecorded(campaign.Shop);
    });

    /// <summary>No text left without a row of the ledger and a record of its Subscriber.</summary>
    async Task EachTextIsRecorded(Shop shop)
    {
        var rows = (await _cluster.Ledger.Rows(shop)).Select(r => r.Id).ToHashSet();
        await using var view = await _cluster.Look();
        await Parallel.ForEachAsync(_cluster.Arrivals(), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (arrival, _) =>
        {
            Assert.Contains(arrival.Delivery, rows);
            Assert.NotNull(await view.Actors.Subscriber(arrival.Number).Recall(arrival.Delivery));
        });
    }
}
