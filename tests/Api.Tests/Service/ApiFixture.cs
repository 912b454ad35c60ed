using System.Net;

namespace Hark.Api.Tests;

/// <summary>The whole product for one class of tests. Which host runs the actors is not seen here: tests speak HTTP.</summary>
public class ApiFixture : IAsyncLifetime
{
    public const string AdminKey = "admin-key-of-the-tests";

    TestService? _service;
    int _names;

    /// <summary>With the operator's key.</summary>
    public HttpClient Admin { get; private set; } = null!;
    public HttpClient Anonymous { get; private set; } = null!;

    /// <summary>For tests of what happens when a part of the service fails.</summary>
    internal Disturbances Disturbances => _service!.Disturbances;

    protected virtual IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>();

    public virtual async Task InitializeAsync()
    {
        _service = await TestService.Start(Settings);
        (Admin, Anonymous) = (Client(AdminKey), Client(null));
    }

    public async Task DisposeAsync() => await _service!.DisposeAsync();

    public HttpClient Client(string? key) => _service!.Client(key);

    public Uri Address => _service!.Address;

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

    /// <returns>The id of the consent row.</returns>
    public static async Task<string> OptIn(HttpClient client, string store, string number)
    {
        var answer = await client.Send("PUT", $"{store}/subscribers/{number}/consent", new { source = "counter", evidence = "form 17" });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Text("consent");
    }

    /// <summary>What the store itself sent to people, without automatic replies; newest first.</summary>
    public static async Task<IReadOnlyList<string>> SentBy(HttpClient client, string store) =>
        [.. (await client.Get(store + "/deliveries")).Items().Where(d => d.GetProperty("reply").GetString() is null).Select(d => d.GetProperty("id").GetString()!)];
}

/// <summary>A pool that takes one part in two seconds: what waits for it goes on waiting while a test looks, and a stop that lets go what was admitted stays short.</summary>
public sealed class SlowPool : ApiFixture
{
    protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?> { ["Bandwidth:Rate"] = "0.5" };
}
