using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Hark.Testing;

namespace Hark.Bench;

/// <summary>The real program on a throw-away folder, spoken to over HTTP.</summary>
sealed class HarkProcess : IAsyncDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly HarkSettings _settings = [];
    string _account = "";
    Testing.HarkProcess? _process;

    HarkProcess((string Name, string Value)[] settings)
    {
        foreach (var (name, value) in settings) _settings[name] = value;
    }

    public double PeakMegabytes => _process!.PeakBytes / 1e6;

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
        var answer = await _process!.Http.PostAsync($"/v1/stores/{store}/imports", content);
        var import = await Read(answer);
        var path = $"/v1/stores/{store}/imports/{import.GetProperty("id").GetString()}";
        await BenchHost.When(() => Get(path), v => v.GetProperty("status").GetString() == "completed");
    }

    public async Task<JsonElement> Post(string path, object body) => await Read(await _process!.Http.PostAsJsonAsync(path, body));

    public async Task<JsonElement> Get(string path) => await Read(await _process!.Http.GetAsync(path));

    /// <returns>From the start of the process until it says that it is ready.</returns>
    public async Task<TimeSpan> Restart()
    {
        await Stop();
        return await Start();
    }

    async Task<TimeSpan> Start()
    {
        var watch = Stopwatch.StartNew();
        _process = await Testing.HarkProcess.Start(_folder.Root, _settings, typeof(Api.HarkApi).Assembly.Location, "--data", _folder.Data, "--urls", "http://127.0.0.1:0");
        _process.Http.Timeout = TimeSpan.FromMinutes(10);
        await Until.True(async () => (await _process.Http.GetAsync("/readyz")).IsSuccessStatusCode, "it is ready", TimeSpan.FromMinutes(10));
        return watch.Elapsed;
    }

    async Task Stop()
    {
        await _process!.Stop();
        _process.Dispose();
    }

    static async Task<JsonElement> Read(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{answer.StatusCode}: {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
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
