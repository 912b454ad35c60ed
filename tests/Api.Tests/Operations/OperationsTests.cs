using System.Net;

namespace Hark.Api.Tests;

public sealed class OperationsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Healthz_NeedsNoKey() => Assert.Equal(HttpStatusCode.OK, (await api.Anonymous.Get("/healthz")).Status);

    [Fact]
    public async Task Readyz_TellsWhyNot()
    {
        Assert.Equal(HttpStatusCode.OK, (await api.Anonymous.Get("/readyz")).Status);
        api.Disturbances.NotReadyBecause = "The store of records is being upgraded.";
        var answer = await api.Anonymous.Get("/readyz");
        api.Disturbances.NotReadyBecause = null;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.Contains("being upgraded", answer.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await api.Anonymous.Get("/readyz")).Status);
    }

    [Fact]
    public async Task Metrics_CountRequestsByRoute()
    {
        var (client, store) = await api.NewStore();
        await client.Get(store);
        var metrics = await api.Anonymous.Get("/metrics");
        Assert.Equal("text/plain", metrics.MediaType);
        Assert.Contains("# TYPE hark_http_request_duration_seconds histogram\n", metrics.Body, StringComparison.Ordinal);
        Assert.Matches("""hark_http_request_duration_seconds_bucket\{method="GET",route="/v1/stores/\{store\}",status="200",le="\+Inf"\} [1-9]""", metrics.Body);
        Assert.DoesNotContain(store, metrics.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_TellReadiness_AndNoPoolWhileNotReady()
    {
        Assert.Contains("hark_ready 1\n", (await api.Anonymous.Get("/metrics")).Body, StringComparison.Ordinal);
        Assert.Contains("hark_pool_rate{pool=\"shared\"} 1000\n", (await api.Anonymous.Get("/metrics")).Body, StringComparison.Ordinal);
        Assert.Contains("hark_callbacks_pending 0\n", (await api.Anonymous.Get("/metrics")).Body, StringComparison.Ordinal);
        api.Disturbances.NotReadyBecause = "The disk is full.";
        var answer = await api.Anonymous.Get("/metrics");
        api.Disturbances.NotReadyBecause = null;
        Assert.Contains("hark_ready 0\n", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("hark_pool_rate{", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("\nhark_callbacks_pending ", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenApi_TellsEveryCallWithSummaryKeyAndProblems()
    {
        var document = (await api.Anonymous.Get("/openapi/v1.json")).Json;
        var paths = document.GetProperty("paths");
        foreach (var path in new[] { "/v1/accounts", "/v1/stores", "/v1/stores/{store}", "/v1/stores/{store}/subscribers/{number}/consent", "/v1/stores/{store}/subscribers/{number}",
            "/v1/stores/{store}/imports", "/v1/stores/{store}/imports/{import}", "/v1/stores/{store}/messages", "/v1/stores/{store}/campaigns", "/v1/stores/{store}/campaigns:estimate",
            "/v1/stores/{store}/campaigns/{campaign}", "/v1/stores/{store}/campaigns/{campaign}:pause", "/v1/stores/{store}/campaigns/{campaign}:resume",
            "/v1/stores/{store}/campaigns/{campaign}:cancel", "/v1/stores/{store}/deliveries", "/v1/deliveries/{delivery}", "/v1/stores/{store}/inbox",
            "/v1/stores/{store}/users", "/v1/stores/{store}/users/{email}", "/v1/accounts/{account}/password", "/v1/simulator/inbound", "/v1/simulator/messages", "/v1/pools/{pool}", "/v1/audit" })
            Assert.True(paths.TryGetProperty(path, out _), path);
        foreach (var path in paths.EnumerateObject())
            foreach (var operation in path.Value.EnumerateObject())
            {
                Assert.False(string.IsNullOrEmpty(operation.Value.GetProperty("summary").GetString()), path.Name);
                Assert.True(operation.Value.GetProperty("responses").GetProperty("401").GetProperty("content").TryGetProperty("application/problem+json", out _), path.Name);
                if (operation.Name == "post") Assert.Contains("Idempotency-Key", operation.Value.GetProperty("parameters").ToString(), StringComparison.Ordinal);
            }
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("scheme").GetString());
        var required = document.GetProperty("components").GetProperty("schemas").GetProperty("NewMessage").GetProperty("required").EnumerateArray().Select(f => f.GetString());
        Assert.Equal(["kind", "text", "to"], required.Order());
    }

    [Fact]
    public async Task NothingThere_IsAProblemToo()
    {
        (await api.Admin.Get("/v1/nothing")).IsProblem(404, "not_found");
        (await api.Anonymous.Get("/")).IsProblem(404, "not_found");
        (await api.Admin.Send("DELETE", "/v1/stores")).IsProblem(405, "method_not_allowed");
    }

    [Fact]
    public async Task Pool_IsShown()
    {
        Assert.Equal(1000, (await (await api.NewAccount()).Get("/v1/pools/shared")).Json.GetProperty("rate").GetDouble());
        (await api.Admin.Get("/v1/pools/other")).IsProblem(404, "pool_unknown");
    }
}
