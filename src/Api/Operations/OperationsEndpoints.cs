namespace Hark.Api;

static class OperationsEndpoints
{
    public static void AddOperations(this IServiceCollection services)
    {
        services.AddSingleton<RequestMeter.Instruments>();
        services.AddSingleton<ServiceMeter>();
        services.AddSingleton<MetricsCollector>();
        services.AddHostedService(provider => provider.GetRequiredService<MetricsCollector>());
    }

    public static void MapOperations(this WebApplication app)
    {
        // What watches the service must be able to do so at any load.
        var operations = app.MapGroup("").DisableRateLimiting().ExcludeFromDescription();
        operations.MapGet("/healthz", () => TypedResults.Text("alive\n"));
        operations.MapGet("/readyz", (IReadiness readiness) => readiness.NotReadyBecause is { } reason
            ? Results.Text(reason + "\n", statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text("ready\n"));
        operations.MapGet("/metrics", async (ServiceMeter service, MetricsCollector metrics) =>
        {
            await service.Look();
            return TypedResults.Text(metrics.Write(), PrometheusText.MediaType);
        });
    }
}
