using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Hark.Silo;

namespace Hark.Cluster.Tests;

/// <summary>A silo that stands still (SIGSTOP), is declared dead meanwhile, and goes on with what it has in memory (SIGCONT).</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class FrozenSiloTests(FrozenSiloTests.ThreeSilos fixture, ITestOutputHelper output) : IClassFixture<FrozenSiloTests.ThreeSilos>
{
    const int Rate = 40;

    readonly ProcessCluster _cluster = fixture.Cluster;

    [Fact]
    public Task HolderOfBandwidthFrozenForAMinute_SendsNothingOnItsOldLeases() => _cluster.Story(output, async () =>
    {
        var campaign = await Begin(52 * Rate);
        await using var view = await _cluster.Look();
        var frozen = (await view.HolderOfBandwidth())!;
        await Frozen(frozen, campaign, TimeSpan.FromSeconds(60), _ => Task.CompletedTask);
    });

    [Fact]
    public Task StopAcknowledgedByTheOthersMeanwhile_HoldsWhenTheSiloGoesOn() => _cluster.Story(output, async () =>
    {
        const int later = 30;
        var campaign = await Begin(24 * Rate);
        await using var view = await _cluster.Look();
        // The campaign and the pool go on meanwhile.
        var (bandwidth, holder) = (await view.HolderOfBandwidth(), await view.HolderOf(campaign.CampaignId));
        var frozen = _cluster.Silos.First(s => s != bandwidth && s != holder);
        var sender = (await _cluster.Http.Get(campaign.Shop.Path)).Good().Text("sender");
        // In its memory, and not texted yet; the last ones, whose turn comes after it goes on.
        await Answering.All(_cluster.Http, campaign.Shop, campaign.People.TakeLast(later));
        var held = new List<PhoneNumber>();
        foreach (var number in campaign.People.TakeLast(later))
            if (await view.HolderOf(number) == frozen) held.Add(number);
        var stopped = new Dictionary<PhoneNumber, long>();

        await Frozen(frozen, campaign, TimeSpan.FromSeconds(15), async inFlight =>
        {
            // Some of those in flight stand in its memory between their record and their slot.
            output.WriteLine($"STOP from {inFlight.Count} in flight and {held.Count} others that the frozen silo holds");
            await Task.WhenAll(inFlight.Concat(held).Select(async number =>
            {
                await Until.True(() => Stops(number, sender), $"the STOP of {number} is acknowledged");
                lock (stopped) stopped[number] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            }));
        });

        Assert.NotEmpty(held);
        var rows = (await campaign.Balance(_cluster)).Rows.ToDictionary(r => r.Id);
        Assert.All(_cluster.Arrivals().Where(a => rows.ContainsKey(a.Delivery) && stopped.TryGetValue(a.Number, out var at) && a.At > at), a => Assert.Fail($"{a.Number} was texted after its STOP"));
        Assert.All(held, number => Assert.Equal(DeliveryStatus.Refused, rows.Values.Single(r => r.To == number).Status));
    });

    async Task<RunningCampaign> Begin(int people)
    {
        await _cluster.Whole();
        var campaign = await RunningCampaign.Start(_cluster, people);
        await _cluster.Arrived(2 * Rate);
        return campaign;
    }

    async Task Frozen(Node silo, RunningCampaign campaign, TimeSpan time, Func<List<PhoneNumber>, Task> meanwhile)
    {
        silo.Process.Freeze();
        var watch = Stopwatch.StartNew();
        var frozenAt = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var inFlight = (await _cluster.Ledger.InFlight(campaign.Shop)).Select(r => r.To).ToList();
        var declared = TimeSpan.Zero;
        try
        {
            await Until.True(() => _cluster.TakenForDead(silo), "the others declare it dead");
            declared = watch.Elapsed;
            await meanwhile(inFlight);
            await Until.True(() => watch.Elapsed >= time, "the time is over", within: 2 * time);
        }
        finally
        {
            silo.Process.Thaw();
        }
        watch.Restart();
        var code = await silo.Process.Exit();
        var ended = watch.Elapsed;
        var after = _cluster.ArrivalsBy(silo).Count(a => a.At > frozenAt);
        var lastLine = silo.Process.Errors.TrimEnd().Split('\n')[^1];
        await campaign.Ends(_cluster);
        var balance = await campaign.Balance(_cluster);
        var peak = Journal.Peak(_cluster.Arrivals());
        output.WriteLine($"declared dead after {declared.TotalSeconds:0.0} s; ended with {code} {ended.TotalSeconds:0.0} s after it went on, having sent {after} since; sending stood still for {Cap.LongestPause(frozenAt, balance.Arrivals).TotalSeconds:0.0} s; " +
            $"in flight {inFlight.Count}, {balance}; peak {peak} parts in a second\n{lastLine}");

        Assert.Equal(FatalEnd.ExitCode, code);
        Assert.StartsWith("Hark ended, and can be started again. I have been told I am dead", lastLine, StringComparison.Ordinal);
        Assert.Equal(0, after);
        balance.Holds(unknownAtMost: inFlight.Count);
        Assert.True(peak <= Cap.Most(Rate), $"{peak} parts in a second");
    }

    async Task<bool> Stops(PhoneNumber number, string sender)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        try
        {
            using var answer = await _cluster.Http.PostAsJsonAsync("/v1/simulator/inbound", new { from = number.ToString(), to = sender, text = "STOP" }, patience.Token);
            return answer.StatusCode == HttpStatusCode.Accepted;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public sealed class ThreeSilos() : ClusterFixture(silos: 3, hosts: 1, Rate);
}
