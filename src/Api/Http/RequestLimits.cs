using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Hark.Api;

/// <summary>How large a request may be, and how many of them one caller may make.</summary>
static class RequestLimits
{
    /// <summary>Bytes of a JSON body.</summary>
    public const long Json = 256 * 1024;

    /// <summary>Bytes of an import file.</summary>
    public const long Import = 2L * 1024 * 1024 * 1024;

    public const string Sentence = "The body is too large: JSON may have 256 KB, an import file 2 GB.";

    public static void AddRequestLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(limiter => limiter.OnRejected = (rejected, _) => Refuse(rejected));
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<ApiOptions>>((limiter, api) =>
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(context, api.Value)));
    }

    static RateLimitPartition<string> Partition(HttpContext context, ApiOptions options)
    {
        if (Caller.Of(context) is { } caller) return Bucket(caller.Name, options.RequestsPerSecond);
        var address = context.Connection.RemoteIpAddress;
        // Of their own: a carrier must not be kept from pictures by what slows down the guessing of keys.
        return context.Request.Path.StartsWithSegments(PictureEndpoints.Folder, StringComparison.Ordinal)
            ? Bucket($"pictures {address}", options.PicturesPerSecond)
            : Bucket($"address {address}", options.UnauthenticatedPerSecond);
    }

    static RateLimitPartition<string> Bucket(string who, int perSecond) => RateLimitPartition.GetTokenBucketLimiter(who, _ => new TokenBucketRateLimiterOptions
    {
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        TokenLimit = 2 * perSecond,
        QueueLimit = 0,
    });

    static async ValueTask Refuse(OnRejectedContext rejected)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, Math.Ceiling(after.TotalSeconds)) : 1;
        rejected.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        await Problems.Write(rejected.HttpContext, ApiCodes.RateLimited, $"Too many requests. Try again after {wait} s.");
    }
}
