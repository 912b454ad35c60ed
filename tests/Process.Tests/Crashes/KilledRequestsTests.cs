namespace Hark.Process.Tests;

/// <summary>A caller whose requests are cut off asks again with the same Idempotency-Key, and each thing has happened once.</summary>
public sealed class KilledRequestsTests(ITestOutputHelper output) : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly int _seed = int.TryParse(Environment.GetEnvironmentVariable("HARK_TEST_SEED"), out var given) ? given : Environment.TickCount;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task KilledDuringAnImport_EverybodyIsOptedInAndTheConsentLogHolds()
    {
        const int people = 4_000, kills = 4;
        output.WriteLine($"To repeat the plan of kills: HARK_TEST_SEED={_seed}");
        var random = new Random(_seed);
        var file = Shop.File(Shop.People(people));
        var ids = new HashSet<string>();
        var (cutOff, unfinished) = (0, 0);
        var hark = await OneMachine.Start(_folder, []);
        try
        {
            var shop = await Shop.Open(hark.Http);
            for (var kill = 0; kill < kills; kill++)
            {
                var posted = Try(() => hark.Http.PostCsv($"{shop.Path}/imports", file, "import"));
                // Half of the kills come while the file is read, half while its people are opted in.
                if (kill % 2 == 1) await posted;
                Assert.False(hark.EndsWithin(random.NextDouble() * TimeSpan.FromMilliseconds(400)));
                hark.Kill();
                if (await posted is { } answer) ids.Add(answer.Good().Text("id"));
                else cutOff++;
                hark.Dispose();
                unfinished += await OptedIn(shop) < people ? 1 : 0;
                hark = await OneMachine.Start(_folder, []);
            }
            ids.Add((await hark.Http.PostCsv($"{shop.Path}/imports", file, "import")).Good().Text("id"));
            var import = await shop.ImportEnds(hark.Http, Assert.Single(ids));
            Assert.Equal(0, (await hark.Stop()).Code);

            Assert.Equal(people, import.Number("processed"));
            Assert.All(import.Body.GetProperty("byOutcome").EnumerateObject(), outcome => Assert.Contains(outcome.Name, new[] { "opted_in", "already_in" }));
            Assert.Equal(people, await OptedIn(shop));
            // A row more than people is no harm: a batch that a kill cut off between a row and its actor's state is repeated.
            var chain = await CopiedRecords.Read(_folder, records => records.Consent.Verify(shop.Id));
            output.WriteLine($"kills {kills}, cut off {cutOff}, unfinished {unfinished}, people {people}, rows of the consent log {chain.Rows}");
            Assert.Null(chain.BrokenAt);
            Assert.True(cutOff + unfinished > 0, "The kills missed the import.");
        }
        finally
        {
            hark.Dispose();
        }
    }

    [Fact]
    public async Task KilledDuringSingleSends_EachKeepsItsIdAndNobodyGetsItTwice()
    {
        const int texts = 200, kills = 5, callers = 8;
        output.WriteLine($"To repeat the plan of kills: HARK_TEST_SEED={_seed}");
        var random = new Random(_seed);
        var settings = HarkSettings.Sending(_folder.Journal, rate: 100).With("Stores__SingleSendRate", "100");
        var people = Shop.People(texts).ToList();
        var ids = new HashSet<string>[texts];
        for (var i = 0; i < texts; i++) ids[i] = [];
        var waiting = 0;
        var hark = await OneMachine.Start(_folder, settings);
        try
        {
            var shop = await Shop.Open(hark.Http);
            await shop.Import(hark.Http, people);
            for (var kill = 0; kill < kills; kill++)
            {
                var first = kill * texts / (kills + 1);
                // From the ones before on: some of them have been answered, some were cut off.
                var sent = SendAll(hark, shop, people, ids, Enumerable.Range(0, first + texts / (kills + 1)), callers);
                // Accepted in a moment and sent at 100/s: from the first that is accepted on, some are waiting.
                await Until.True(() => ids[first].Count > 0 || sent.IsCompleted, "one of this round is accepted");
                Assert.False(hark.EndsWithin(random.NextDouble() * TimeSpan.FromMilliseconds(250)));
                hark.Kill();
                await sent;
                hark.Dispose();
                waiting += (await CopiedRecords.Deliveries(_folder, shop)).Count(d => d.Status is DeliveryStatus.Queued or DeliveryStatus.Submitting);
                hark = await OneMachine.Start(_folder, settings);
            }
            await SendAll(hark, shop, people, ids, Enumerable.Range(0, texts), callers);
            Assert.All(ids, known => Assert.Single(known));
            foreach (var status in new[] { "queued", "submitting", "deferred" })
                await Until.True(async () => (await hark.Http.Get($"{shop.Path}/deliveries?status={status}&limit=1")).Good().Body.GetProperty("items").GetArrayLength() == 0, $"nothing is {status}");
            Assert.Equal(0, (await hark.Stop()).Code);

            var (arrivals, rows) = (Journal.Read(_folder.Journal), await CopiedRecords.Deliveries(_folder, shop));
            var unknown = rows.Where(d => d.Status == DeliveryStatus.Unknown).Select(d => d.To).ToList();
            output.WriteLine($"kills {kills}, accepted and waiting at them {waiting}, arrived {arrivals.Count}, unknown {unknown.Count}");
            Assert.True(waiting > 0, "The kills missed the sending.");
            Assert.Equal(0, Journal.Twice(arrivals.Select(a => a.Number)));
            Assert.Equal(ids.Select(known => known.Single()).Order(), rows.Select(d => d.Id.ToString()).Order());
            Assert.Empty(people.Except(arrivals.Select(a => a.Number)).Except(unknown));
            Assert.All(rows, d => Assert.True(d.Status is DeliveryStatus.Submitted or DeliveryStatus.Delivered or DeliveryStatus.Unknown, $"{d.Id} is {d.Status}"));
        }
        finally
        {
            hark.Dispose();
        }
    }

    Task<long> OptedIn(Shop shop) => CopiedRecords.Read(_folder, records => records.Roster.CountOptedIn(shop.Id));

    static Task SendAll(HarkProcess hark, Shop shop, List<PhoneNumber> people, HashSet<string>[] ids, IEnumerable<int> which, int callers) =>
        Parallel.ForEachAsync(which, new ParallelOptions { MaxDegreeOfParallelism = callers }, async (i, _) =>
        {
            var body = new { to = people[i].ToString(), text = "Your car is ready.", kind = "informational" };
            if (await Try(() => hark.Http.Post($"{shop.Path}/messages", body, $"text-{i}")) is { } answer)
                lock (ids[i]) ids[i].Add(answer.Good().Text("id"));
        });

    /// <returns>Null when the process was killed before it answered.</returns>
    static async Task<Answer?> Try(Func<Task<Answer>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return null;
        }
    }
}
