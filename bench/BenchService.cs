using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Hark.Testing;

namespace Hark.Bench;

/// <summary>The real program on a throw-away folder or database, in one process or in several, spoken to over HTTP.</summary>
sealed class BenchService : IAsyncDisposable
{
    /// <summary>A setting's value that stands for a file of this service's own, which all its processes write to.</summary>
    public const string JournalFile = "{journal}";

    /// <summary>Of the account that all stores belong to.</summary>
    public const string Email = "bench@example.com";
    public const string Password = "correct horse battery";

    readonly TemporaryFolder _folder = new();
    readonly PostgresServer? _postgres;
    readonly List<(string[] Program, HarkSettings Settings)> _plan = [];
    readonly List<HarkProcess> _processes = [];
    string _account = "";

    BenchService(PostgresServer? postgres) => _postgres = postgres;

    /// <summary>Of each process.</summary>
    public IEnumerable<double> PeakMegabytes => _processes.Select(p => p.PeakBytes / 1e6);

    /// <summary>Processor time used so far, by ours and by the database server.</summary>
    public (TimeSpan Ours, TimeSpan Database) Cpu => (_processes.Aggregate(TimeSpan.Zero, (sum, p) => sum + p.Cpu), _postgres?.Cpu() ?? TimeSpan.Zero);

    public Uri Address => Http.BaseAddress!;

    HttpClient Http => _processes[0].Http;

    public static async Task<BenchService> OneMachine(params (string, string)[] settings)
    {
        var service = new BenchService(postgres: null);
        service.Plan([typeof(Api.HarkApi).Assembly.Location, "--data", service._folder.Data, "--urls", "http://127.0.0.1:0"], settings);
        await service.Open();
        return service;
    }

    /// <summary>The first silo is an API host as well.</summary>
    public static async Task<BenchService> Cluster(int silos, params (string, string)[] settings)
    {
        if (NoCluster is { } sentence) throw new InvalidOperationException(sentence);
        var postgres = await PostgresServer.Start();
        var service = new BenchService(postgres);
        (string, string)[] database = [("Database__ConnectionString", await postgres.NewDatabase())];
        using (var install = HarkProcess.Begin(service._folder.Root, service.Settings(database), SiloProgram, "--install"))
            if (await install.Exit() != 0) throw new InvalidOperationException(install.Errors);
        for (var silo = 0; silo < silos; silo++)
        {
            (string, string)[] place = [("Cluster__Address", "127.0.0.1"), ("Cluster__SiloPort", $"{FreePort.Next()}"), ("Cluster__GatewayPort", $"{FreePort.Next()}"), ("Cluster__DrainTime", "0:0:0")];
            service.Plan([SiloProgram, "--role", silo == 0 ? "both" : "silo", "--urls", "http://127.0.0.1:0"], [.. database, .. place, .. settings]);
        }
        await service.Open();
        return service;
    }

    public static string Number(int index) => SampleNumbers.Us(index).ToString();

    public async Task<string> NewStore(string keyword) =>
        (await Post("/v1/stores", new { name = $"Bench {keyword}", keyword, account = _account })).GetProperty("id").GetString()!;

    /// <summary>Sends a CSV file and waits until every row is worked through.</summary>
    public async Task Import(string store, int first, int rows)
    {
        using var content = new PushContent(async stream =>
        {
            await using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
            await writer.WriteLineAsync("phone,status,opted_in_at,source,evidence_url,wording,first_name");
            for (var i = 0; i < rows; i++)
                await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Number(first + i)},opted_in,2026-01-15T10:00:00Z,web form,https://example.com/forms/{i},I agree to get texts,Ann"));
        });
        content.Headers.ContentType = new("text/csv");
        var import = (await Http.PostContent($"/v1/stores/{store}/imports", content)).Good();
        var path = $"/v1/stores/{store}/imports/{import.Text("id")}";
        await BenchHost.When(() => Get(path), v => v.GetProperty("status").GetString() == "completed");
    }

    public async Task<string> StartCampaign(string store)
    {
        var campaign = await Post($"/v1/stores/{store}/campaigns", new { name = "bench", text = "Come and see the new models this weekend.", kind = "marketing" });
        return $"/v1/stores/{store}/campaigns/{campaign.GetProperty("id").GetString()}";
    }

    public Task<JsonElement> CampaignEnds(string path) =>
        BenchHost.When(() => Get(path), v => v.TryGetProperty("endedAt", out var ended) && ended.ValueKind == JsonValueKind.String);

    /// <summary>What reached handsets, as the carrier tells.</summary>
    public IReadOnlyList<Arrival> Arrivals() => Journal.Read(_folder.Journal);

    public async Task<JsonElement> Post(string path, object body) => (await Http.Post(path, body)).Good().Body;

    public async Task<JsonElement> Get(string path) => (await Http.Get(path)).Good().Body;

    /// <returns>From the start of the processes until the service says that it is ready.</returns>
    public async Task<TimeSpan> Restart()
    {
        await Stop();
        return await Start();
    }

    /// <summary>What to do about a cluster that cannot be measured; null when its program is there.</summary>
    public static string? NoCluster => File.Exists(SiloProgram) ? null : $"Build src/Silo first: there is no {SiloProgram}.";

    /// <summary>Built beside this program, in the same configuration; not part of the solution for one machine.</summary>
    static string SiloProgram { get; } = BesideThis("/bench/", "/src/Silo/");

    /// <summary>A folder of the repository above this one may have the same name.</summary>
    static string BesideThis(string here, string there)
    {
        var (folder, program) = (AppContext.BaseDirectory, "Hark.Silo.dll");
        var at = folder.LastIndexOf(here, StringComparison.Ordinal);
        return Path.Combine(at < 0 ? folder : $"{folder[..at]}{there}{folder[(at + here.Length)..]}", program);
    }

    async Task Open()
    {
        await Start();
        _account = (await Post("/v1/accounts", new { name = "Bench", email = Email, password = Password })).GetProperty("id").GetString()!;
    }

    void Plan(string[] program, (string, string)[] settings) => _plan.Add((program, Settings(settings)));

    HarkSettings Settings((string Name, string Value)[] settings)
    {
        var all = new HarkSettings { ["Policy__QuietHours"] = "off", ["Bandwidth__Rate"] = "1000000" };
        foreach (var (name, value) in settings) all[name] = value == JournalFile ? _folder.Journal : value;
        return all;
    }

    async Task<TimeSpan> Start()
    {
        var watch = Stopwatch.StartNew();
        foreach (var (program, settings) in _plan) _processes.Add(HarkProcess.Begin(_folder.Root, settings, program));
        await Task.WhenAll(_processes.Select(p => p.Listening()));
        await BenchHost.When(async () => await Task.WhenAll(_processes.Select(async p => (await p.Http.GetAsync("/readyz")).IsSuccessStatusCode)), ready => ready.All(r => r));
        return watch.Elapsed;
    }

    async Task Stop()
    {
        await Task.WhenAll(_processes.Select(p => p.Stop()));
        _processes.ForEach(p => p.Dispose());
        _processes.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        if (_postgres is not null) await _postgres.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>A body that is written as it is sent.</summary>
    sealed class PushContent(Func<Stream, Task> write) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => write(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
