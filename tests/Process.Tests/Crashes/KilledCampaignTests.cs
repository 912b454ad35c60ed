namespace Hark.Process.Tests;

/// <summary>Invariant 2 on the real program: killed at any instant, everybody ends in one status and nobody gets it twice.</summary>
public sealed class KilledCampaignTests(ITestOutputHelper output) : IDisposable
{
    const int Audience = 2_600;
    const int KillsWhileSending = 16;
    const int KillsWhileStarting = 6;
    const int Rate = 150;
    const int MostArrivalsBetweenKills = 90;

    /// <summary>What may be without an outcome in the ledger at one instant.</summary>
    /// <remarks>
    /// Claimed and not handed over: the pacer's window, rate × 250 ms, and the part that one claim was admitted beyond it while the window moved on, at most another.
    /// Handed over and not answered: rate × 50 ms of the carrier. Answered and not recorded: what comes in while one turn of the campaign commits;
    /// a second is allowed for it, because the disk is shared.
    /// </remarks>
    const int MostInFlight = (int)(Rate * (0.25 + 0.25 + 0.05 + 1));

    static readonly TimeSpan LongestStart = TimeSpan.FromMilliseconds(1_200);
    static readonly TimeSpan Jitter = TimeSpan.FromMilliseconds(60);

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task KilledTwentyTwoTimesAtRandomInstants_EverybodyEndsInOneStatusAndNobodyGetsItTwice()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("HARK_TEST_SEED"), out var given) ? given : Environment.TickCount;
        try
        {
            await Run(new Random(seed));
        }
        catch
        {
            output.WriteLine($"To repeat the plan of kills: HARK_TEST_SEED={seed}");
            throw;
        }
    }

    async Task Run(Random random)
    {
        var settings = HarkSettings.Sending(_folder.Journal, Rate);
        var hark = await OneMachine.Start(_folder, settings);
        var inFlight = new List<int>();
        try
        {
            var shop = await Shop.Open(hark.Http);
            await shop.Import(hark.Http, Shop.People(Audience));
            var campaign = await shop.StartCampaign(hark.Http);

            foreach (var kill in Plan(random))
            {
                if (!hark.Alive) throw new InvalidOperationException($"It ended by itself.\n{hark.Output}\n{hark.Errors}");
                if (kill.AfterArrivals is { } arrivals)
                {
                    var before = Journal.Read(_folder.Journal).Count;
                    await Until.True(() => Journal.Read(_folder.Journal).Count >= before + arrivals, $"{arrivals} texts have arrived");
                }
                Assert.False(hark.EndsWithin(kill.Then));
                hark.Kill();
                hark.Dispose();
                inFlight.Add((await CopiedRecords.Deliveries(_folder, shop)).Count(d => d.Status == DeliveryStatus.Submitting));
                hark = OneMachine.Begin(_folder, settings);
            }
            await hark.Listening();
            var end = await shop.CampaignEnds(hark.Http, campaign);
            Assert.Equal(0, (await hark.Stop()).Code);
            await Check(shop, end, inFlight);
        }
        catch
        {
            output.WriteLine($"The latest process, {(hark.Alive ? "alive" : "ended")}:\n{hark.Output}\n{hark.Errors}");
            throw;
        }
        finally
        {
            hark.Dispose();
        }
    }

    async Task Check(Shop shop, Answer end, List<int> inFlight)
    {
        var arrivals = Journal.Read(_folder.Journal);
        var rows = await CopiedRecords.Deliveries(_folder, shop);
        var unknown = rows.Count(d => d.Status == DeliveryStatus.Unknown);
        var arrived = arrivals.Select(a => a.Delivery).ToHashSet();
        var (twice, numbersTwice) = (Journal.Twice(arrivals.Select(a => a.Delivery)), Journal.Twice(arrivals.Select(a => a.Number)));
        var skipped = Shop.People(Audience).Except(arrivals.Select(a => a.Number))
            .Except(rows.Where(d => d.Status is DeliveryStatus.Unknown or DeliveryStatus.Refused).Select(d => d.To)).Count();
        output.WriteLine($"kills {inFlight.Count}, arrived {arrivals.Count}, unknown {unknown} of {inFlight.Sum()} in flight (at most {inFlight.Max()} at once), twice {twice + numbersTwice}, skipped {skipped}");

        Assert.Equal((0, 0, 0), (twice, numbersTwice, skipped));
        Assert.Equal(Audience, end.Number("audience"));
        Assert.Equal(Audience, end.Body.GetProperty("progress").EnumerateObject().Sum(s => s.Value.GetInt64()));
        Assert.Equal(Audience, rows.Select(d => d.To).Distinct().Count());
        Assert.Equal(Audience, rows.Count);
        Assert.All(rows, d => Assert.True(d.Status is DeliveryStatus.Submitted or DeliveryStatus.Delivered or DeliveryStatus.Unknown, $"{d.Id} is {d.Status}"));
        Assert.All(rows.Where(d => d.Status != DeliveryStatus.Unknown), d => Assert.Contains(d.Id, arrived));
        // Only what was in flight at a kill can have become unknown, and little can be in flight.
        Assert.True(unknown <= inFlight.Sum(), $"{unknown} unknown, {inFlight.Sum()} in flight");
        Assert.All(inFlight, count => Assert.True(count <= MostInFlight, $"{count} in flight, {MostInFlight} expected at most"));
        Assert.True(inFlight.Count(count => count > 0) >= KillsWhileSending / 2, "The kills missed the campaign.");
    }

    /// <summary>
    /// Kills in all phases of the campaign, and some within a start, where the last one's leavings are being settled. A kill uses up what arrived before it, at most 90, and
    /// what waited in the pacer's window, 38: at most 90 × 16 + 38 × 22 = 2,276. Some of the audience has to be left for the last kill, whatever the plan.
    /// </summary>
    static List<PlannedKill> Plan(Random random)
    {
        var kills = Enumerable.Range(0, KillsWhileSending).Select(_ => new PlannedKill(random.Next(MostArrivalsBetweenKills), random.NextDouble() * Jitter)).ToList();
        for (var i = 0; i < KillsWhileStarting; i++) kills.Insert(random.Next(1, kills.Count + 1), new PlannedKill(null, random.NextDouble() * LongestStart));
        return kills;
    }

    /// <param name="AfterArrivals">How many texts have arrived since the kill before; null for a kill within a start.</param>
    sealed record PlannedKill(int? AfterArrivals, TimeSpan Then);
}
