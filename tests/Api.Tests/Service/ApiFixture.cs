using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hark.Api.Tests;

/// <summary>The real service on a port of this machine. Which host runs the actors is known here only: tests speak HTTP.</summary>
public sealed class ApiFixture : IAsyncLifetime
{
    public const string AdminKey = "admin-key-of-the-tests";

    WebApplication? _app;
    Uri? _address;
    int _names;

    /// <summary>With the operator's key.</summary>
    public HttpClient Admin { get; private set; } = null!;
    public HttpClient Anonymous { get; private set; } = null!;

    /// <summary>What the host keeps; for tests that have to disturb it.</summary>
    internal FakeWorld World => Get<FakeWorld>();
    internal T Get<T>() where T : notnull => _app!.Services.GetRequiredService<T>();

    public async Task InitializeAsync()
    {
        _app = await Start([]);
        _address = AddressOf(_app);
        (Admin, Anonymous) = (Client(AdminKey), Client(null));
    }

    public async Task DisposeAsync() => await _app!.DisposeAsync();

    /// <param name="settings">As from the environment.</param>
    public static async Task<WebApplication> Start(IReadOnlyDictionary<string, string?> settings, params string[] args)
    {
        var app = HarkApi.Build(["--urls", "http://127.0.0.1:0", .. args], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Configuration["HARK_ADMIN_KEY"] = AdminKey;
            // Tests make more requests than callers may.
            builder.Configuration["Api:UnauthenticatedPerSecond"] = "100000";
            builder.Configuration["Api:RequestsPerSecond"] = "100000";
            foreach (var (name, value) in settings) builder.Configuration[name] = value;
            builder.AddFakeHost();
        });
        await app.StartAsync();
        return app;
    }

    static Task<WebApplication> Start(string[] args) => Start(new Dictionary<string, string?>(), args);

    public static Uri AddressOf(WebApplication app) => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public HttpClient Client(string? key) => Client(_address!, key);

    public static HttpClient Client(Uri address, string? key)
    {
        var client = new HttpClient { BaseAddress = address };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public string NewName(string start) => $"{start}{Interlocked.Increment(ref _names)}";

    /// <summary>A client with the key of a new account.</summary>
    public async Task<HttpClient> NewAccount()
    {
        var created = await Admin.Send("POST", "/v1/accounts", new { name = NewName("Account "), email = "owner@example.com", password = "correct horse battery" });
        Assert.Equal(HttpStatusCode.Created, created.Status);
        return Client(created.Text("apiKey"));
    }

    /// <summary>A new account with one store.</summary>
    public async Task<(HttpClient Client, string Store)> NewStore()
    {
        var client = await NewAccount();
        return (client, await NewStore(client));
    }

    /// <returns>The store's path.</returns>
    public async Task<string> NewStore(HttpClient client)
    {
        var store = await client.Send("POST", "/v1/stores", new { name = "Main Street Motors", keyword = NewName("MOTORS") });
        Assert.Equal(HttpStatusCode.Created, store.Status);
        return $"/v1/stores/{store.Text("id")}";
    }

    public static async Task OptIn(HttpClient client, string store, string number)
    {
        var answer = await client.Send("PUT", $"{store}/subscribers/{number}/consent", new { source = "counter", evidence = "form 17" });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }
}

/// <summary>All classes of endpoint tests share one service.</summary>
[CollectionDefinition("api")]
public sealed class ApiCollection : ICollectionFixture<ApiFixture>;
