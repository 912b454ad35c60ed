using System.Diagnostics.Metrics;

namespace Hark.Api;

/// <summary>Measures each request by its route, not by its path: ids would make a series each.</summary>
sealed class RequestMeter(RequestDelegate next, RequestMeter.Instruments instruments, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var start = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
            instruments.Duration.Record(time.GetElapsedTime(start).TotalSeconds,
                new("method", Method(context.Request.Method)), new("route", route), new("status", context.Response.StatusCode));
        }
    }

    /// <summary>Callers may invent methods; each would be a series.</summary>
    static string Method(string method) => method is "GET" or "POST" or "PUT" or "PATCH" or "DELETE" or "HEAD" or "OPTIONS" ? method : "other";

    public sealed class Instruments(IMeterFactory meters)
    {
        public Histogram<double> Duration { get; } = meters.Create("Hark.Api").CreateHistogram<double>("hark.http.request.duration", "s", "Time from a request to its answer.");
    }
}
