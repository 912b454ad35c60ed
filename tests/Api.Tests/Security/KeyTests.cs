using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Hark.Api.Tests;

public sealed class KeyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task WithoutKey_IsRefused()
    {
        var answer = await api.Anonymous.Get("/v1/stores");
        answer.IsProblem(401, "key_missing");
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("hark_1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("hark_x_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("hark_")]
    [InlineData("admin-key-of-the-test")]
    public async Task WrongKey_IsRefused(string key) => (await api.Client(key).Get("/v1/stores")).IsProblem(401, "key_invalid");

    [Fact]
    public async Task KeyOfAnotherAccount_DoesNotFitThisOne()
    {
        var key = (await api.NewAccount()).DefaultRequestHeaders.Authorization!.Parameter!;
        var parts = key.Split('_', 3);
        (await api.Client($"hark_{long.Parse(parts[1]) + 1}_{parts[2]}").Get("/v1/stores")).IsProblem(401, "key_invalid");
        (await api.Client(key[..^1]).Get("/v1/stores")).IsProblem(401, "key_invalid");
    }

    [Fact]
    public async Task OtherScheme_IsRefused()
    {
        using var client = api.Client(null);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Basic " + ApiFixture.AdminKey);
        (await client.Get("/v1/stores")).IsProblem(401, "key_invalid");
    }

    [Fact]
    public async Task FirstStartWithoutAdminKey_PrintsOneThatWorks_AndTheNextStartPrintsNone()
    {
        using var folder = new TemporaryFolder();
        var printed = new StringWriter();
        string key;
        await using (var first = await StartWithoutKey(folder.Path, printed))
        {
            key = printed.ToString().Split(':')[^1].Trim();
            Assert.Matches("^harkadmin_[A-Za-z0-9_-]{43}$", key);
            using var client = first.Client(key);
            Assert.Equal(HttpStatusCode.OK, (await client.Get("/v1/audit")).Status);
        }
        var silent = new StringWriter();
        await using var second = await StartWithoutKey(folder.Path, silent);
        Assert.Equal("", silent.ToString());
        using var again = second.Client(key);
        Assert.Equal(HttpStatusCode.OK, (await again.Get("/v1/audit")).Status);
    }

    [Fact]
    public async Task KeysAndPasswords_AreNotInTheDataFolder()
    {
        using var folder = new TemporaryFolder();
        string apiKey;
        await using (var service = await TestService.Start(new Dictionary<string, string?>(), folder.Path))
        {
            using var admin = service.Client(ApiFixture.AdminKey);
            var account = new { name = "Findable", email = "a@example.com", password = "correct horse battery" };
            apiKey = (await admin.Send("POST", "/v1/accounts", account, key: "account-1")).Text("apiKey");
        }
        var kept = string.Concat(Directory.EnumerateFiles(folder.Path).Select(file => File.ReadAllText(file, System.Text.Encoding.Latin1)));
        Assert.Contains("Findable", kept, StringComparison.Ordinal);
        foreach (var secret in new[] { ApiFixture.AdminKey, apiKey, "correct horse battery" }) Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyRequests_AreLimitedPerKey()
    {
        await using var service = await TestService.Start(new Dictionary<string, string?> { ["Api:RequestsPerSecond"] = "1", ["Api:UnauthenticatedPerSecond"] = "1" });
        using var admin = service.Client(ApiFixture.AdminKey);
        using var anonymous = service.Client(null);
        foreach (var client in new[] { admin, anonymous })
        {
            var answers = new List<Answer>();
            for (var i = 0; i < 10; i++) answers.Add(await client.Get("/v1/stores"));
            var limited = answers.First(a => (int)a.Status == 429);
            limited.IsProblem(429, "rate_limited");
            Assert.NotNull(limited.Headers.RetryAfter);
            Assert.NotEqual(429, (int)answers[0].Status);
        }
        Assert.Equal(HttpStatusCode.OK, (await anonymous.Get("/healthz")).Status);
    }

    static Task<TestService> StartWithoutKey(string folder, TextWriter console) => TestService.Start(new Dictionary<string, string?> { ["HARK_ADMIN_KEY"] = null }, folder,
        services => services.AddSingleton(AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(console) })));

    sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("hark-api-tests-").FullName;
        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
