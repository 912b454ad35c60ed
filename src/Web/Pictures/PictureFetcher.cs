using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Hark.Web;

/// <summary>Fetches the pictures that stores name by an address: whole, in a bounded time, and only what a text may carry (M7).</summary>
/// <remarks>Waiting holds no thread. A server that dawdles holds up only what is fetched from itself.</remarks>
public sealed class PictureFetcher : IDisposable
{
    /// <summary>450 kB, as carriers count: 1,000 bytes each.</summary>
    public const int Most = 450_000;

    /// <summary>From the request to the last byte.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Pictures that are fetched from one server at the same time; more wait, within <see cref="Longest"/>.</summary>
    const int MostOfOneServer = 16;

    readonly HttpClient _http;
    readonly TimeProvider _time;

    /// <param name="allowPrivate">Our own network may be asked, too.</param>
    public PictureFetcher(bool allowPrivate, TimeProvider time)
    {
        var handler = StrangersHttp.Handler(allowPrivate);
        handler.MaxConnectionsPerServer = MostOfOneServer;
        // What is left unread after a refusal would be read to its end otherwise, to keep the connection.
        handler.MaxResponseDrainSize = 0;
        _time = time;
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("Hark");
        _http.DefaultRequestHeaders.Accept.ParseAdd("image/jpeg, image/png, image/gif");
    }

    /// <returns>The picture; or why it cannot be sent.</returns>
    /// <exception cref="OperationCanceledException">By <paramref name="cancel"/> alone.</exception>
    public async Task<Result<FetchedPicture>> Fetch(string address, CancellationToken cancel)
    {
        if (StrangersHttp.Flaw(address) is { } flaw) return new Refusal(Codes.MediaUrlInvalid, $"{flaw} Give the http or https address of a JPEG, PNG or GIF picture.");
        var uri = new Uri(address);
        using var deadline = new CancellationTokenSource(Longest, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        try
        {
            var bytes = await Read(uri, either.Token);
            return bytes.Ok ? Look(uri, bytes.Value) : bytes.Refusal;
        }
        // A connection that does not come about in its own time is cancelled, too.
        catch (Exception e) when (!cancel.IsCancellationRequested && (e is OperationCanceledException || (deadline.IsCancellationRequested && e is HttpRequestException or IOException)))
        {
            return new Refusal(Codes.MediaTimeout, string.Create(CultureInfo.InvariantCulture, $"{uri.Host} did not give the whole picture within {Longest.TotalSeconds} s. Put it on a faster server, or make it smaller."));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return Explain(uri, e);
        }
    }

    public void Dispose() => _http.Dispose();

    async Task<Result<byte[]>> Read(Uri uri, CancellationToken token)
    {
        using var answer = await _http.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, token);
        if (answer.StatusCode is >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest)
            return new Refusal(Codes.MediaRedirected, $"{uri.Host} answered {(int)answer.StatusCode}: the picture is at another address, and redirects are not followed. Give that address.");
        if (answer.StatusCode != HttpStatusCode.OK)
            return new Refusal(Codes.MediaUnreachable, $"{uri.Host} answered {(int)answer.StatusCode} instead of the picture. Give an address that everybody can open.");
        // Only to refuse sooner: what is read is counted all the same.
        if (answer.Content.Headers.ContentLength > Most) return TooLarge(uri);
        await using var body = await answer.Content.ReadAsStreamAsync(token);
        return await ReadBounded(body, token) is { } bytes ? bytes : TooLarge(uri);
    }

    /// <returns>Null when there is more than <see cref="Most"/>.</returns>
    static async Task<byte[]?> ReadBounded(Stream body, CancellationToken token)
    {
        using var kept = new MemoryStream();
        var chunk = new byte[16 * 1024];
        while (true)
        {
            var room = Most - (int)kept.Length;
            // With no room left one byte is asked for, which is not kept: it tells that there is more.
            var read = await body.ReadAsync(chunk.AsMemory(0, Math.Clamp(room, 1, chunk.Length)), token);
            if (read == 0) return kept.ToArray();
            if (room == 0) return null;
            kept.Write(chunk, 0, read);
        }
    }

    static Result<FetchedPicture> Look(Uri uri, byte[] bytes)
    {
        var header = PictureHeader.Read(bytes);
        if (header.Type is not { } type)
            return new Refusal(Codes.MediaFormatUnsupported, $"What {uri.Host} gave is no JPEG, PNG or GIF picture, whatever its name or stated type. Convert it to one of these.");
        return header.Damaged
            ? new Refusal(Codes.MediaDamaged, $"What {uri.Host} gave begins as a {type.ToString().ToUpperInvariant()} picture, but has no dimensions: it is damaged or cut off. Upload it anew.")
            : new FetchedPicture(type, header.Width, header.Height, bytes);
    }

    static Refusal TooLarge(Uri uri) => new(Codes.MediaTooLarge,
        string.Create(CultureInfo.InvariantCulture, $"The picture at {uri.Host} is larger than {Most / 1_000} kB ({Most:N0} bytes), the most that carriers take. Make it smaller."));

    static Refusal Explain(Uri uri, Exception failure) => failure.InnerException switch
    {
        NotPublicException => new(Codes.MediaNotPublic, $"{uri.Host} is not on the public internet. Put the picture where everybody can open it."),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            new(Codes.MediaUnreachable, $"There is no host {uri.Host}. Check the address of the picture."),
        _ when failure is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            new(Codes.MediaUnreachable, $"{uri.Host} has no certificate that can be trusted. Use another server for the picture."),
        _ => new(Codes.MediaUnreachable, $"{uri.Host} could not be reached, or broke off. Check that the picture's address opens in a browser, and try again."),
    };
}
