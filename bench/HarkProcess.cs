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

/// <summary>The real program on a throw-away folder, spoken to over HTTP.</summary>
sealed class HarkProcess : IAsyncDisposable
{
    const string AdminKey = "bench-admin-key-0001";

    readonly string _folder = Directory.CreateTempSubdirectory("hark-bench-").FullName;
    readonly (string Name, string Value)[] _settings;
    readonly HttpClient _http;
    readonly string _address;
    string _account = "";
    Process? _process;

    HarkProcess((string, string)[] settings)
    {
        _settings = settings;
        _address = $"http://127.0.0.1:{FreePort()}";
        _http = new() { BaseAddress = new(_address), Timeout = TimeSpan.FromMinutes(10) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AdminKey);
    }

    public double PeakMegabytes
    {
        get
        {
            _process!.Refresh();
            return _process.PeakWorkingSet64 / 1e6;
        }
    }

    public static async Task<HarkProcess> Start(params (string, string)[] settings)
    {
        var hark = new HarkProcess(settings);
        await hark.Start();
        var account = await hark.Post("/v1/accounts", new { name = "Bench", email = "bench@example.com", password = "correct horse battery" });
        hark._account = account.GetProperty("id").GetString()!;
        return hark;
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

    public async Task<JsonElement> Post(string path, object body) => await Read(await _http.PostAsJsonAsync(path, body));

    public async Task<JsonElement> Get(string path) => await Read(await _http.GetAsync(path));

    /// <returns>From the start of the process until it says that it is ready.</returns>
    public async Task<TimeSpan> Restart()
    {
        await Stop();
        return await Start();
    }

    async Task<TimeSpan> Start()
    {
        var watch = Stopwatch.StartNew();
        var start = new ProcessStartInfo("dotnet", [typeof(Api.HarkApi).Assembly.Location, "--data", _folder, "--urls", _address]) { RedirectStandardOutput = true };
        start.Environment["HARK_ADMIN_KEY"] = AdminKey;
        foreach (var (name, value) in _settings) start.Environment[$"HARK__{name}"] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await IsReady())
        {
            if (_process.HasExited) throw new InvalidOperationException("Hark ended before it was ready.");
            await pause.WaitForNextTickAsync();
        }
        return watch.Elapsed;
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
        using var terminate = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
        _process.Dispose();
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
