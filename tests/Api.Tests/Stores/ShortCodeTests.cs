using System.Collections.Concurrent;
using System.Net;
using Hark.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hark.Api.Tests;

/// <summary>An installation with a marketing code and one communication code of its own.</summary>
public sealed class OwnShortCodes : ApiFixture
{
    protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?> { ["ShortCodes:Marketing"] = "70000", ["ShortCodes:Communication:0"] = "80000" };
}

public sealed class ShortCodeTests(OwnShortCodes api) : IClassFixture<OwnShortCodes>
{
    [Fact]
    public async Task StoresOnTheSharedCodes_TextFromThoseOfTheSettingsOnly()
    {
        var client = await api.NewAccount();
        const string number = "+15125550199";
        foreach (var keyword in new[] { api.NewName("MOTORS"), api.NewName("FLOWERS") })
        {
            var store = await client.Send("POST", "/v1/stores", new { name = $"The {keyword}", keyword, sharedShortCodes = true });
            Assert.Equal((HttpStatusCode.Created, "70000"), (store.Status, store.Text("sender")));
            await api.Admin.Send("POST", "/v1/simulator/inbound", new { from = number, to = "70000", text = keyword });
            var reached = await api.Admin.Until("/v1/simulator/messages?to=%2B15125550199", m => m.Body.Contains($"The {keyword}: You are in", StringComparison.Ordinal));
            // The default codes are replaced, not added to: the second store shares the one that there is.
            Assert.All(reached.Items(), m => Assert.Equal("80000", m.GetProperty("from").GetString()));
            Assert.Equal("80000", (await client.Get($"{store.Headers.Location}/subscribers/{number}")).Text("shortCode"));
        }
    }

    [Fact]
    public async Task SenderBesideTheSharedCodes_IsRefused()
    {
        var account = (await api.Admin.Send("POST", "/v1/accounts", new { name = api.NewName("Account "), email = "owner@example.com", password = "correct horse battery" })).Text("id");
        Task<Answer> Create(string sender, bool sharedShortCodes) => api.Admin.Send("POST", "/v1/stores", new { name = "Shop", keyword = api.NewName("SHOP"), account, sender, sharedShortCodes });
        (await Create("12345", true)).IsProblem(422, Codes.SenderContradiction);
        (await Create("80000", false)).IsProblem(409, Codes.SenderTaken);
        Assert.Equal("70000", (await Create("70000", true)).Text("sender"));
    }
}

/// <summary>A code that a store has for itself is put among the shared ones.</summary>
public sealed class SharedLaterTests
{
    const string Code = "70707";
    const string Person = "+15125550177";
    const string Stranger = "+15125550178";

    [Fact]
    public async Task StartNamesTheStore_AndTextsReachWhomTheyMayMean()
    {
        using var folder = new TemporaryFolder();
        var (key, own, shared) = ("", "", "");
        await using (var before = await TestService.Start(new Dictionary<string, string?>(), folder.Data))
        {
            using var admin = before.Client(ApiFixture.AdminKey);
            var account = await admin.Send("POST", "/v1/accounts", new { name = "Motors", email = "owner@example.com", password = "correct horse battery" });
            (key, own) = (account.Text("apiKey"), await NewStore(admin, new { name = "Own", keyword = "OWNCODE", account = account.Text("id"), sender = Code, doubleOptIn = true }));
            shared = await NewStore(admin, new { name = "Shared", keyword = "SHARED", account = account.Text("id"), sharedShortCodes = true, doubleOptIn = true });
        }

        var warnings = new Warnings();
        await using var service = await TestService.Start(new Dictionary<string, string?> { ["ShortCodes:Communication:0"] = Code }, folder.Data,
            services => services.AddLogging(logging => logging.AddProvider(warnings)));
        var warning = Assert.Single(warnings.Said, said => said.Contains("ShortCodes:Communication", StringComparison.Ordinal));
        Assert.Contains($"Store {own.Split('/')[^1]} texts from {Code}", warning, StringComparison.Ordinal);

        using var client = service.Client(key);
        using var carrier = service.Client(ApiFixture.AdminKey);
        async Task Text(string from, string text) => Assert.Equal(HttpStatusCode.Accepted, (await carrier.Send("POST", "/v1/simulator/inbound", new { from, to = Code, text })).Status);
        async Task<(string, string)> Statuses(string number) =>
            ((await client.Get($"{own}/subscribers/{number}")).Text("status"), (await client.Get($"{shared}/subscribers/{number}")).Text("status"));

        foreach (var store in new[] { own, shared }) Assert.Equal("pending", (await client.Send("PUT", $"{store}/subscribers/{Person}/consent", new { source = "counter", evidence = "form 17" })).Text("status"));
        await carrier.Until($"/v1/simulator/messages?to={Uri.EscapeDataString(Person)}", handset => handset.Items().Count == 2);
        await Text(Person, "Yes");
        Assert.Equal(("pending", "pending"), await Statuses(Person));
        await Text(Person, "Who is this?");
        foreach (var store in new[] { own, shared }) Assert.Contains("Who is this?", (await client.Get($"{store}/inbox")).Body, StringComparison.Ordinal);
        await Text(Person, "Stop");
        Assert.Equal(("opted_out", "opted_out"), await Statuses(Person));

        await Text(Stranger, "Hello");
        await Text(Stranger, "Stop");
        Assert.Equal(("opted_out", "new"), await Statuses(Stranger));
    }

    static async Task<string> NewStore(HttpClient admin, object store)
    {
        var created = await admin.Send("POST", "/v1/stores", store);
        Assert.Equal(HttpStatusCode.Created, created.Status);
        return created.Headers.Location!.ToString();
    }

    /// <summary>What is said at the level of warnings and above.</summary>
    sealed class Warnings : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Said { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;
        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public void Dispose() { }

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Said.Enqueue(formatter(state, exception));
        }
    }
}
