using System.Diagnostics;
using System.Net;

namespace Hark.Cluster.Tests;

/// <summary>API hosts have no state of their own: any of them answers any call, and each says so when it cannot.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class ApiHostTests(ApiHostTests.OneSilo fixture, ITestOutputHelper output) : IClassFixture<ApiHostTests.OneSilo>
{
    /// <summary>Of a call, and as much again for a busy machine.</summary>
    static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(20);

    readonly ProcessCluster _cluster = fixture.Cluster;

    [Fact]
    public Task WhatOneHostDid_TheOtherAnswersFor() => _cluster.Story(output, async () =>
    {
        await _cluster.Whole();
        var (one, other) = (_cluster.Hosts[0].Http, _cluster.Hosts[1].Http);
        var shop = await Shop.Open(one, "ANYHOST");
        var number = Shop.People(1, SampleNumbers.Last - 1).Single();
        (await one.Put($"{shop.Path}/subscribers/{number}/consent", new { source = "web form", evidence = "form 17" })).Good();
        Assert.Equal("opted_in", (await other.Get($"{shop.Path}/subscribers/{number}")).Good().Text("status"));

        var text = new { to = number.ToString(), text = "Your car is ready.", kind = "informational" };
        var sent = (await one.Post($"{shop.Path}/messages", text, "any-host")).Good().Text("id");
        Assert.Equal(sent, (await other.Post($"{shop.Path}/messages", text, "any-host")).Good().Text("id"));
        await Until.True(async () => (await other.Get($"/v1/deliveries/{sent}")).Good().Text("status") == "delivered", "the text is delivered");
        Assert.Single(_cluster.Arrivals(), a => a.Delivery.ToString() == sent);
    });

    [Fact]
    public Task OnlySiloKilled_CallsAreAnsweredWithAProblemAndWorkAgainWithTheNext() => _cluster.Story(output, async () =>
    {
        await _cluster.Whole();
        var (host, silo) = (_cluster.Hosts[0], _cluster.Silos[0]);
        var shop = await Shop.Open(host.Http, "NOSILO");
        var path = $"{shop.Path}/subscribers/{Shop.People(1, SampleNumbers.Last).Single()}";
        (await host.Http.Get(path)).Good();

        silo.Process.Kill();
        var watch = Stopwatch.StartNew();
        var (first, firstTook) = await Timed(() => host.Http.Get(path));
        await Until.True(async () => await host.Readiness() is not null, "/readyz says no");
        var notReadyAfter = watch.Elapsed;
        var sentence = await host.Readiness();
        var (second, secondTook) = await Timed(() => host.Http.Get(path));
        output.WriteLine($"first answer {(int)first.Status} {first.Text("code")} after {firstTook.TotalSeconds:0.0} s, /readyz no after {notReadyAfter.TotalSeconds:0.0} s, then {(int)second.Status} {second.Text("code")} after {secondTook.TotalSeconds:0.0} s: {sentence}");
        Assert.Contains("No silo can be reached", sentence, StringComparison.Ordinal);
        Assert.All(new[] { first, second }, a => Assert.True(a.Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout, $"{(int)a.Status} {a.Body}"));
        Assert.True(firstTook < LongestAnswer && secondTook < LongestAnswer, $"{firstTook}, {secondTook}");

        watch.Restart();
        await silo.Start();
        await Until.True(async () => (await host.Http.Get(path)).Status == HttpStatusCode.OK, "calls are answered again");
        await host.Ready();
        output.WriteLine($"answered again {watch.Elapsed.TotalSeconds:0.0} s after the start of the next silo");
    });

    static async Task<(Answer Answer, TimeSpan Took)> Timed(Func<Task<Answer>> ask)
    {
        var watch = Stopwatch.StartNew();
        return (await ask(), watch.Elapsed);
    }

    public sealed class OneSilo() : ClusterFixture(silos: 1, hosts: 2, rate: 100);
}
