using System.Globalization;
using System.Net.Sockets;
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

    /// <summary>Bytes of a form that a provider posts.</summary>
    public const long CarrierForm = 64 * 1024;

    public const string Sentence = "The body is too large: JSON may have 256 KB, an import file 2 GB, a provider's form 64 KB.";

    public static void AddRequestLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(limiter => limiter.OnRejected = (rejected, _) => Refuse(rejected));
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<ApiOptions>>((limiter, api) =>
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(context, api.Value)));
    }

    static RateLimitPartition<string> Partition(HttpContext context, ApiOptions options)
    {
        if (Caller.Of(context) is { } caller) return Bucket(caller.Name, options.RequestsPerSecond);
        var address = From(context);
        var path = context.Request.Path;
        // Of their own: a carrier must not be kept from pictures, nor from giving a STOP, by what slows down the guessing of keys.
        if (path.StartsWithSegments(PictureEndpoints.Folder, StringComparison.Ordinal)) return Bucket($"pictures {address}", options.PicturesPerSecond);
        if (path.StartsWithSegments(CarrierEndpoints.Folder, StringComparison.OrdinalIgnoreCase)) return Bucket($"carrier {address}", options.CarrierCallsPerSecond);
        return Bucket($"address {address}", options.UnauthenticatedPerSecond);
    }

    /// <summary>Where a request comes from. Who has one address of IPv6 has a whole /64 of them.</summary>
    public static string From(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address) return "nowhere";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    public static RateLimitPartition<string> Bucket(string who, int perSecond) => RateLimitPartition.GetTokenBucketLimiter(who, _ => new TokenBucketRateLimiterOptions
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
