using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spectre.Console;

namespace Hark.Api.Tests;

[Collection("api")]
public sealed class KeyTests(ApiFixture api)
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
    public void AdminKey_IsKeptAsAHashOnly() =>
        Assert.DoesNotContain(api.Get<FakeSettings>().Values.Values, v => v.Contains(ApiFixture.AdminKey, StringComparison.Ordinal));

    [Fact]
    public async Task FirstStartWithoutAdminKey_PrintsOneThatWorks_AndTheNextStartPrintsNone()
    {
        var settings = new FakeSettings();
        var printed = new StringWriter();
        await using (var first = await Start(settings, printed))
        {
            var key = printed.ToString().Split(':')[^1].Trim();
            Assert.Matches("^harkadmin_[A-Za-z0-9_-]{43}$", key);
            Assert.DoesNotContain(settings.Values.Values, v => v.Contains(key, StringComparison.Ordinal));
            using var client = ApiFixture.Client(ApiFixture.AddressOf(first), key);
            Assert.Equal(HttpStatusCode.OK, (await client.Get("/v1/audit")).Status);
        }
        var silent = new StringWriter();
        await using var second = await Start(settings, silent);
        Assert.Equal("", silent.ToString());
    }

    [Fact]
    public async Task ManyRequests_AreLimitedPerKey()
    {
        await using var app = await ApiFixture.Start(new Dictionary<string, string?> { ["Api:RequestsPerSecond"] = "1", ["Api:UnauthenticatedPerSecond"] = "1" });
        using var admin = ApiFixture.Client(ApiFixture.AddressOf(app), ApiFixture.AdminKey);
        using var anonymous = ApiFixture.Client(ApiFixture.AddressOf(app), null);
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

    static async Task<Microsoft.AspNetCore.Builder.WebApplication> Start(FakeSettings settings, TextWriter console)
    {
        var app = HarkApi.Build(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.AddFakeHost();
            builder.Services.Replace(ServiceDescriptor.Singleton(settings));
            builder.Services.AddSingleton(AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(console) }));
        });
        await app.StartAsync();
        return app;
    }
}
