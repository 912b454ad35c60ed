namespace Hark.Process.Tests;

/// <summary>kill -9 while callbacks are pending: each arrives at least once under one id, none is lost, and each customer's come in their order.</summary>
public sealed class KilledCallbacksTests(ITestOutputHelper output) : IDisposable
{
    const int Customers = 50;
    const int TextsOfEach = 20;
    const int Callbacks = Customers * TextsOfEach;
    const int Kills = 3;
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly TemporaryFolder _folder = new();
    readonly CallbackReceiver _receiver = new();
    int _asked;
    /// <summary>So many posts are answered; later ones hang.</summary>
    int _answers;

    public void Dispose()
    {
        _receiver.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task KilledWithAThousandPending_EachArrivesUnderItsIdAndInOrder()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("HARK_TEST_SEED"), out var given) ? given : Environment.TickCount;
        output.WriteLine($"To repeat the plan of kills: HARK_TEST_SEED={seed}");
        var random = new Random(seed);
        var settings = HarkSettings.Sending(_folder.Journal, rate: 1_000).With("Callbacks__AllowPrivateAddresses", "true").With("Api__RequestsPerSecond", "100000");
        // Nothing is answered before the first kill, so all of them are pending.
        _receiver.Answer = callback => Interlocked.Increment(ref _asked) <= Volatile.Read(ref _answers) ? Task.FromResult(200) : CallbackReceiver.Hang(callback);
        var hark = await OneMachine.Start(_folder, settings);
        try
        {
            var shop = await Shop.Open(hark.Http);
            var to = (await hark.Http.Get(shop.Path)).Good().Text("sender");
            await SetEndpoint(hark, shop);
            await Parallel.ForEachAsync(Shop.People(Customers), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (from, _) =>
            {
                for (var text = 0; text < TextsOfEach; text++)
                    (await hark.Http.Post("/v1/simulator/inbound", new { from = $"{from}", to, text = $"{text}" })).Good();
            });
            Assert.Equal(Callbacks, (await hark.Http.Get($"{shop.Path}/callback")).Good().Number("pending"));
            // On a slow machine posts have timed out meanwhile and wait for minutes: set again, all are due.
            await SetEndpoint(hark, shop);
            var hanging = Volatile.Read(ref _asked);

            var pending = new List<long>();
            for (var kill = 0; kill < Kills; kill++)
            {
                hark.Kill();
                hark.Dispose();
                pending.Add((await CopiedRecords.Read(_folder, records => records.CallbackRows.Backlog(shop.Id))).Pending);
                var last = kill == Kills - 1;
                // The next kill comes in the middle of posting, and the posting does not outrun it.
                var (some, further) = (random.Next(50, 200), 150);
                var enough = Arrived() + some;
                Volatile.Write(ref _answers, last ? int.MaxValue : Volatile.Read(ref _asked) + some + further);
                hark = OneMachine.Begin(_folder, settings);
                if (!last) await Until.True(() => Arrived() >= enough, $"{enough} have arrived", Patience);
            }
            await hark.Listening();
            await SetEndpoint(hark, shop);
            await Until.True(async () => (await hark.Http.Get($"{shop.Path}/callback")).Good().Number("pending") == 0, "nothing is pending", Patience);
            Assert.Equal(0, (await hark.Stop()).Code);

            output.WriteLine($"pending at the kills {string.Join(", ", pending)}; posts {_receiver.Received.Count}, {_receiver.Received.Count - Arrived()} of them more than once");
            Assert.Equal(Callbacks, pending[0]);
            Assert.True(pending[1] is > 0 and < Callbacks && pending[2] is > 0 && pending[2] < pending[1], "The kills missed the posting.");
            var texts = _receiver.Received.Select(r => (r.Id, From: r.Data("from"), Text: int.Parse(r.Data("text"), System.Globalization.CultureInfo.InvariantCulture))).ToList();
            Assert.Equal(Callbacks, texts.Select(t => t.Id).Distinct().Count());
            // One id for each text, whatever was posted again.
            Assert.Equal(Callbacks, texts.Distinct().Count());
            Assert.Equal(Callbacks, texts.Select(t => (t.From, t.Text)).Distinct().Count());
            Assert.All(texts.GroupBy(t => t.From), customer => Assert.Equal(customer.Select(t => t.Text).Order(), customer.Select(t => t.Text)));
            // Posted again is what hung, and what was under way at a kill.
            Assert.InRange(_receiver.Received.Count, Callbacks, Callbacks + hanging + Kills * 2 * 32);
        }
        finally
        {
            hark.Dispose();
        }
    }

    async Task SetEndpoint(HarkProcess hark, Shop shop) => (await hark.Http.Put($"{shop.Path}/callback", new { url = _receiver.Url })).Good();

    int Arrived() => _receiver.Received.Select(r => r.Id).Distinct().Count();
}
