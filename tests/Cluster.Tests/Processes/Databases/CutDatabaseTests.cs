using System.Diagnostics;
using Npgsql;

namespace Hark.Cluster.Tests;

/// <summary>A silo that lives and is reached by the others, but cannot reach PostgreSQL.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class CutDatabaseTests(ITestOutputHelper output) : IAsyncLifetime
{
    const int Rate = 150;
    const int Audience = 14 * Rate;
    static readonly TimeSpan Settling = TimeSpan.FromSeconds(4);
    static readonly TimeSpan Cut = TimeSpan.FromSeconds(12);

    readonly List<TcpProxy> _ways = [];
    ProcessCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        var (server, database) = (await TestDatabases.Server, await TestDatabases.New());
        _cluster = await ProcessCluster.Start(database, silos: 3, hosts: 1, Rate, _ =>
        {
            _ways.Add(new(server.Port));
            return new NpgsqlConnectionStringBuilder(database) { Port = _ways[^1].Port }.ConnectionString;
        });
    }

    public async Task DisposeAsync()
    {
        await _cluster.DisposeAsync();
        foreach (var way in _ways) await way.DisposeAsync();
    }

    [Fact]
    public Task OneSiloCutOff_SendsNothingAndEverybodyIsAccountedFor() => _cluster.Story(output, async () =>
    {
        var campaign = await RunningCampaign.Start(_cluster, Audience);
        await _cluster.Arrived(2 * Rate);
        Node cut;
        await using (var view = await _cluster.Look())
        {
            var (bandwidth, holder) = (await view.HolderOfBandwidth(), await view.HolderOf(campaign.CampaignId));
            cut = _cluster.Silos.First(s => s != bandwidth && s != holder);
        }
        var others = _cluster.Silos.Where(s => s != cut).ToList();
        var way = _ways[_cluster.Silos.IndexOf(cut)];

        way.Cut();
        var watch = Stopwatch.StartNew();
        var inFlight = (await _cluster.Ledger.InFlight(campaign.Shop)).Count;
        await Until.True(async () => await cut.Readiness() is not null, "/readyz of the silo that is cut off says no");
        var noAfter = watch.Elapsed;
        var sentence = (await cut.Readiness())!.TrimEnd();
        await Until.True(() => watch.Elapsed >= Settling, "what was in flight is over");
        var settled = (Cut: _cluster.ArrivalsBy(cut).Count, Others: others.Sum(o => _cluster.ArrivalsBy(o).Count));
        await Until.True(() => watch.Elapsed >= Cut, "the time is over");
        var since = (Cut: _cluster.ArrivalsBy(cut).Count - settled.Cut, Others: others.Sum(o => _cluster.ArrivalsBy(o).Count) - settled.Others);
        foreach (var other in others) Assert.Null(await other.Readiness());
        var cutFor = watch.Elapsed;
        way.Mend();
        watch.Restart();
        await cut.Ready();
        var readyAfter = watch.Elapsed;
        await campaign.Ends(_cluster);
        var balance = await campaign.Balance(_cluster);
        var peak = Journal.Peak(_cluster.Arrivals());
        output.WriteLine($"/readyz no after {noAfter.TotalSeconds:0.0} s ({sentence}); cut off for {cutFor.TotalSeconds:0.0} s; after the first {Settling.TotalSeconds:0} s the silo cut off sent {since.Cut}, the others {since.Others}; " +
            $"ready {readyAfter.TotalSeconds:0.0} s and the campaign ended {watch.Elapsed.TotalSeconds:0.0} s after the way was mended; in flight {inFlight}, {balance}; peak {peak} parts in a second");

        Assert.Contains("127.0.0.1", sentence, StringComparison.Ordinal);
        Assert.Equal(0, since.Cut);
        balance.Holds(unknownAtMost: inFlight);
        Assert.True(peak <= Cap.Most(Rate), $"{peak} parts in a second");
    });
}
