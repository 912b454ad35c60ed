using System.Diagnostics;
using Hark.Silo;
using Npgsql;

namespace Hark.Cluster.Tests;

/// <summary>A silo that lives and is reached by the others, but cannot reach PostgreSQL.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class CutDatabaseTests(ITestOutputHelper output) : IAsyncLifetime
{
    const int Rate = 150;
    const int Audience = 14 * Rate;

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
    public Task OneSiloCutOff_EndsAndTheOthersGoOnWithEverybody() => _cluster.Story(output, async () =>
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
        var before = _cluster.ArrivalsBy(cut).Count;
        var code = await cut.Process.Exit();
        var endedAfter = watch.Elapsed;
        var lastLine = cut.Process.Errors.TrimEnd().Split('\n')[^1];
        foreach (var other in others) Assert.Null(await other.Readiness());

        // The way is still cut.
        await campaign.Ends(_cluster);
        var campaignAfter = watch.Elapsed;
        way.Mend();
        await _cluster.Whole();
        var balance = await campaign.Balance(_cluster);
        var peak = Journal.Peak(_cluster.Arrivals());
        output.WriteLine($"/readyz no after {noAfter.TotalSeconds:0.0} s; ended with {code} after {endedAfter.TotalSeconds:0.0} s; the campaign ended on the others after {campaignAfter.TotalSeconds:0.0} s; " +
            $"in flight {inFlight}, {balance}; peak {peak} parts in a second\n{lastLine}");

        Assert.Equal(FatalEnd.ExitCode, code);
        Assert.Contains("127.0.0.1", lastLine, StringComparison.Ordinal);
        Assert.EndsWith("Another silo reaches it.", lastLine, StringComparison.Ordinal);
        Assert.Equal(before, _cluster.ArrivalsBy(cut).Count);
        balance.Holds(unknownAtMost: inFlight);
        Assert.True(peak <= Cap.Most(Rate), $"{peak} parts in a second");
    });
}
