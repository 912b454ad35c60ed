using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Hark.Testing;

namespace Hark.Bench;

/// <summary>The real program on a throw-away folder or database, in one process or in several, spoken to over HTTP.</summary>
sealed class BenchService : IAsyncDisposable
{
    /// <summary>A setting's value that stands for a file of this service's own, which all its processes write to.</summary>
    public const string Journal = "{journal}";

    const string AdminKey = "bench-admin-key-0001";

    readonly string _folder = Directory.CreateTempSubdirectory("hark-bench-").FullName;
    readonly HttpClient _http;
    readonly string _address;
    readonly PostgresServer? _postgres;
    readonly List<(string[] Command, (string Name, string Value)[] Settings)> _plan = [];
    readonly List<Process> _processes = [];
    string _account = "";

    BenchService(PostgresServer? postgres)
    {
        _postgres = postgres;
        _address = $"http://127.0.0.1:{FreePort()}";
        _http = new() { BaseAddress = new(_address), Timeout = TimeSpan.FromMinutes(10) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AdminKey);
    }

    /// <summary>Of each process.</summary>
    public IEnumerable<double> PeakMegabytes()
    {
        foreach (var process in _processes)
        {
            process.Refresh();
            yield return process.PeakWorkingSet64 / 1e6;
        }
    }

    /// <summary>Resident now, of each process.</summary>
    public IEnumerable<double> Megabytes()
    {
        foreach (var process in _processes)
        {
            process.Refresh();
            yield return process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>Processor time used so far, by ours and by the database server.</summary>
    public (TimeSpan Ours, TimeSpan Database) Cpu()
    {
        foreach (var process in _processes) process.Refresh();
        return (TimeSpan.FromTicks(_processes.Sum(p => p.TotalProcessorTime.Ticks)), _postgres?.Cpu() ?? TimeSpan.Zero);
    }

    public static async Task<BenchService> OneMachine(params (string, string)[] settings)
    {
        var service = new BenchService(postgres: null);
        service._plan.Add(([typeof(Api.HarkApi).Assembly.Location, "--data", service._folder, "--urls", service._address], settings));
        await service.Open();
        return service;
    }

    /// <summary>The first silo is an API host as well.</summary>
    public static async Task<BenchService> Cluster(int silos, params (string, string)[] settings)
    {
        var postgres = await PostgresServer.Start();
        var service = new BenchService(postgres);
        (string, string)[] database = [("Database__ConnectionString", await postgres.NewDatabase())];
        using (var install = service.Run([SiloProgram, "--install"], database)) await install.WaitForExitAsync();
        for (var silo = 0; silo < silos; silo++)
        {
            (string, string)[] place = [("Cluster__Address", "127.0.0.1"), ("Cluster__SiloPort", $"{FreePort()}"), ("Cluster__GatewayPort", $"{FreePort()}"), ("Cluster__DrainTime", "0:0:0")];
            string[] part = silo == 0 ? ["--role", "both", "--urls", service._address] : ["--role", "silo", "--urls", $"http://127.0.0.1:{FreePort()}"];
            service._plan.Add(([SiloProgram, .. part], [.. database, .. place, .. settings]));
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
        var answer = await _http.PostAsync($"/v1/stores/{store}/imports", content);
        var import = await Read(answer);
        var path = $"/v1/stores/{store}/imports/{import.GetProperty("id").GetString()}";
        await BenchHost.When(() => Get(path), v => v.GetProperty("status").GetString() == "completed");
    }

    public async Task<string> StartCampaign(string store)
    {
        var campaign = await Post($"/v1/stores/{store}/campaigns", new { name = "bench", text = "Come and see the new models this weekend.", kind = "marketing" });
        return $"/v1/stores/{store}/campaigns/{campaign.GetProperty("id").GetString()}";
    }

    public Task<JsonElement> CampaignEnds(string path) =>
        BenchHost.When(() => Get(path), v => v.TryGetProperty("endedAt", out var ended) && ended.ValueKind == JsonValueKind.String);

    /// <summary>The instants at which parts reached handsets, in order, as the carrier's journal tells.</summary>
    public List<DateTimeOffset> HandedOver() =>
        [.. File.ReadLines(JournalFile).Select(line => line.Split(' '))
            .SelectMany(f => Enumerable.Repeat(DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(f[0], CultureInfo.InvariantCulture)), int.Parse(f[3], CultureInfo.InvariantCulture))).Order()];

    public async Task<JsonElement> Post(string path, object body) => await Read(await _http.PostAsJsonAsync(path, body));

    public async Task<JsonElement> Get(string path) => await Read(await _http.GetAsync(path));

    /// <returns>From the start of the processes until the service says that it is ready.</returns>
    public async Task<TimeSpan> Restart()
    {
        await Stop();
        return await Start();
    }

    string JournalFile => Path.Combine(_folder, "handsets");

    /// <summary>Built beside this program, in the same configuration; not part of the solution for one machine.</summary>
    static string SiloProgram { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, AppContext.BaseDirectory.Replace("/bench/", "/src/Silo/", StringComparison.Ordinal), "Hark.Silo.dll"));

    async Task Open()
    {
        await Start();
        var account = await Post("/v1/accounts", new { name = "Bench", email = "bench@example.com", password = "correct horse battery" });
        _account = account.GetProperty("id").GetString()!;
    }

    async Task<TimeSpan> Start()
    {
        var watch = Stopwatch.StartNew();
        foreach (var (command, settings) in _plan) _processes.Add(Run(command, settings));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await IsReady())
        {
            if (_processes.Any(p => p.HasExited)) throw new InvalidOperationException("Hark ended before it was ready.");
            await pause.WaitForNextTickAsync();
        }
        return watch.Elapsed;
    }

    Process Run(string[] command, (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", command) { RedirectStandardOutput = true };
        start.Environment["HARK_ADMIN_KEY"] = AdminKey;
        start.Environment["HARK__Policy__QuietHours"] = "off";
        start.Environment["HARK__Bandwidth__Rate"] = "1000000";
        foreach (var (name, value) in settings) start.Environment[$"HARK__{name}"] = value == Journal ? JournalFile : value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    async Task<bool> IsReady()
    {
        try
        {
            return (await _http.GetAsync("/readyz")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    async Task Stop()
    {
        foreach (var process in _processes)
            using (Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])) { }
        foreach (var process in _processes)
        {
            await process.WaitForExitAsync();
            process.Dispose();
        }
        _processes.Clear();
    }

    static async Task<JsonElement> Read(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{answer.StatusCode}: {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _http.Dispose();
        if (_postgres is not null) await _postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
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
