using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hark.Api.Tests;

/// <summary>The product as a person starts it, on a port of this machine and a data folder of its own.</summary>
sealed class TestService : IAsyncDisposable
{
    static readonly Dictionary<string, string?> Defaults = new()
    {
        [AdminKeySetting] = ApiFixture.AdminKey,
        // Tests make more requests than callers may.
        ["Api:UnauthenticatedPerSecond"] = "100000",
        ["Api:RequestsPerSecond"] = "100000",
        ["Bandwidth:Rate"] = "1000",
        ["Stores:SingleSendRate"] = "1000",
        ["Policy:QuietHours"] = "off",
        ["Simulator:Latency"] = "00:00:00",
        ["Simulator:ReceiptDelay"] = "00:00:00.010",
    };

    const string AdminKeySetting = "HARK_ADMIN_KEY";

    readonly WebApplication _app;
    readonly DirectoryInfo? _ownFolder;

    TestService(WebApplication app, Disturbances disturbances, DirectoryInfo? ownFolder)
    {
        (_app, Disturbances, _ownFolder) = (app, disturbances, ownFolder);
        Address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public Uri Address { get; }
    public Disturbances Disturbances { get; }

    /// <param name="settings">As from the environment; null takes one of the tests' settings back.</param>
    /// <param name="folder">The data folder, kept afterwards; one that is removed at the end when not given.</param>
    public static async Task<TestService> Start(IReadOnlyDictionary<string, string?> settings, string? folder = null, Action<IServiceCollection>? services = null, params string[] args)
    {
        var disturbances = new Disturbances();
        var own = folder is null ? Directory.CreateTempSubdirectory("hark-api-tests-") : null;
        try
        {
            var app = HarkApi.Build(["--urls", "http://127.0.0.1:0", "--data", folder ?? own!.FullName, .. args], builder =>
            {
                builder.Logging.ClearProviders();
                foreach (var (name, value) in Defaults) builder.Configuration[name] = value;
                foreach (var (name, value) in settings) builder.Configuration[name] = value;
                builder.AddEmbeddedHost();
                disturbances.Wrap(builder.Services);
                // What makes passwords hard to guess would make hundreds of accounts slow to create.
                builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1);
                services?.Invoke(builder.Services);
            });
            try
            {
                await app.StartAsync();
            }
            catch
            {
                await app.DisposeAsync();
                throw;
            }
            return new TestService(app, disturbances, own);
        }
        catch
        {
            own?.Delete(recursive: true);
            throw;
        }
    }

    public HttpClient Client(string? key)
    {
        var client = new HttpClient { BaseAddress = Address };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _ownFolder?.Delete(recursive: true);
    }
}
