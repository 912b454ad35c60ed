using System.Diagnostics;
using Hark.Carriers;
using Hark.Embedded;
using Hark.Grains;
using Hark.Records;
using Hark.Testing;
using Hark.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hark.Bench;

/// <summary>The product's own host on a throw-away folder: durable (WAL, <c>synchronous=FULL</c>), as it ships.</summary>
sealed class BenchHost : IAsyncDisposable
{
    /// <summary>A campaign of 1,000,000 or an import of as many takes minutes; what takes so long hangs.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    readonly string _folder;

    BenchHost(string folder, SqliteRecords records) => (_folder, Records) = (folder, records);

    public SqliteRecords Records { get; }
    public EmbeddedHost Grains { get; private set; } = null!;
    public SimulatorCarrier Carrier { get; private set; } = null!;

    /// <param name="carrier">Makes another carrier than the simulator; it is given where its events go.</param>
    public static async Task<BenchHost> Start(double rate, Action<SimulatorOptions>? simulator = null, Func<Func<ICarrierEvents>, ICarrier>? carrier = null)
    {
        var folder = Directory.CreateTempSubdirectory("hark-bench-").FullName;
        var bench = new BenchHost(folder, SqliteRecords.Open(new StorageOptions { Path = folder }, TimeProvider.System));
        var options = new SimulatorOptions { Latency = TimeSpan.Zero, ReceiptDelay = TimeSpan.FromSeconds(1) };
        simulator?.Invoke(options);
        var settings = new EmbeddedSettings(new(), new(new BandwidthOptions { Rate = rate }), new(), new() { QuietHours = QuietHoursPolicy.Off }, new());
        bench.Grains = await EmbeddedHost.Start(settings, bench.Records,
            events => carrier?.Invoke(() => events) ?? (bench.Carrier = new SimulatorCarrier(options, () => events, TimeProvider.System)),
            new CallbackPoster(new CallbackOptions { AllowPrivateAddresses = true }, TimeProvider.System), NullLogger<EmbeddedHost>.Instance, TimeProvider.System);
        return bench;
    }

    public async Task<StoreId> NewStore(string keyword)
    {
        var account = new AccountId(await Records.Ids.Next());
        await Grains.Account(account).Create(new("Bench", "bench@example.com", "-", $"{account}"));
        var store = new StoreId(await Records.Ids.Next());
        var created = await Grains.Store(store).Create(new(account, $"Bench {keyword}", keyword, null, false, null, null, null));
        return created.Ok ? store : throw new InvalidOperationException(created.Refusal.Reason);
    }

    /// <summary>Opts numbers in the way an import does.</summary>
    public async Task<ImportView> Import(StoreId store, int first, int count)
    {
        var import = new ImportId(await Records.Ids.Next());
        var now = TimeProvider.System.GetUtcNow();
        var proof = new ConsentProof("web form", "https://example.com/forms/1", "I agree to get texts.", now.AddDays(-30));
        await Records.ImportStaging.Open(import, store, now);
        for (var start = 0; start < count; start += 5_000)
        {
            var rows = Enumerable.Range(start, Math.Min(5_000, count - start))
                .Select(i => new ImportRow(i + 2, SampleNumbers.Us(first + i), ConsentStatus.OptedIn, proof, PersonName.Unknown)).ToList();
            await Records.ImportStaging.Add(import, rows, []);
        }
        await Grains.Import(import).Start(new(import, store, "bench", count, 0));
        return (await When(() => Grains.Import(import).View(), v => v!.Status == ImportStatus.Completed))!;
    }

    public async Task<CampaignId> StartCampaign(StoreId store, string name, string text = "Come and see the new models this weekend.")
    {
        var campaign = new CampaignId(await Records.Ids.Next());
        var started = await Grains.Store(store).StartCampaign(campaign, new(name, text, MessageKind.Marketing, null, null));
        return started.Ok ? campaign : throw new InvalidOperationException(started.Refusal.Reason);
    }

    public async Task<CampaignView> WhenEnded(CampaignId campaign) =>
        (await When(() => Grains.Campaign(campaign).View(), v => v!.EndedAt is not null))!;

    /// <exception cref="TimeoutException">It did not come so in time; names the last answer.</exception>
    public static async Task<T> When<T>(Func<Task<T>> ask, Func<T, bool> wished)
    {
        var watch = Stopwatch.StartNew();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var answer = await ask();
            if (wished(answer)) return answer;
            if (watch.Elapsed > Longest) throw new TimeoutException($"Not within {Longest}: {answer}");
            await pause.WaitForNextTickAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Grains.DisposeAsync();
        await Records.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
