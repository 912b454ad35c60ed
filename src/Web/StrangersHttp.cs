using System.Net;
using System.Net.Sockets;

namespace Hark.Web;

/// <summary>HTTP to servers that strangers named: callbacks are posted to them, pictures fetched from them.</summary>
public static class StrangersHttp
{
    static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A handler that looks at the address it connects to, not at the name: a name that is looked up twice may lead to two places. It follows no redirect, keeps no cookie, uses no proxy, and unpacks nothing.
    /// </summary>
    /// <param name="allowPrivate">Our own network may be asked, too.</param>
    /// <remarks>A request to a host without a public address fails with <see cref="HttpRequestException"/>, whose inner exception is <see cref="NotPublicException"/>.</remarks>
    public static SocketsHttpHandler Handler(bool allowPrivate) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = ConnectTimeout,
        // Names move: a connection is not kept longer than most of them live.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseHeadersLength = 16,
        ConnectCallback = (context, token) => Connect(context.DnsEndPoint, allowPrivate, token),
    };

    /// <returns>Null when the address may be given to <see cref="Handler"/>; else what is wrong with it, as a sentence.</returns>
    public static string? Flaw(string address)
    {
        if (address.Length > 2_000 || address.Any(c => c <= ' ' || c == '\u007F') || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return $"'{(address.Length > 100 ? address[..100] + "…" : address)}' is not an http or https address.";
        if (uri.UserInfo.Length > 0) return "The address has a user name in it. Leave it out: it would be shown in logs.";
        return uri.Host.Length == 0 ? "The address names no host." : null;
    }

    static async ValueTask<Stream> Connect(DnsEndPoint to, bool allowPrivate, CancellationToken token)
    {
        var addresses = await Dns.GetHostAddressesAsync(to.Host, token);
        var allowed = allowPrivate ? addresses : [.. addresses.Where(PublicAddresses.Contain)];
        if (allowed.Length == 0) throw new NotPublicException(to.Host);

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, to.Port, token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
