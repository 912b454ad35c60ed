using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Hark.Grains;

namespace Hark.Web;

/// <summary>Posts events to the endpoints of stores. Every form is signed; what an endpoint answers is not read beyond its head.</summary>
public sealed class CallbackPoster : ICallbackPoster, IDisposable
{
    /// <summary>For the whole post: looking up the name, connecting, sending, and the answer's head.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    const int LongestError = 200;

    /// <summary>A short answer is read to its end, so that its connection can be used again; a longer one costs the endpoint the connection.</summary>
    const int MostDrained = 16 * 1024;

    readonly bool _allowPrivate;
    readonly TimeProvider _time;
    readonly HttpClient _http;

    public CallbackPoster(CallbackOptions options, TimeProvider time)
    {
        (_allowPrivate, _time) = (options.AllowPrivateAddresses, time);
        var handler = StrangersHttp.Handler(_allowPrivate);
        handler.MaxResponseDrainSize = MostDrained;
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public string? Flaw(string url)
    {
        if (StrangersHttp.Flaw(url) is { } flaw) return flaw;
        // A name is looked up when it is posted to. An address can be told at once.
        return !_allowPrivate && IPAddress.TryParse(new Uri(url).DnsSafeHost, out var address) && !PublicAddresses.Contain(address) ? new NotPublicException(address.ToString()).Message : null;
    }

    public async Task<CallbackAnswer> Post(CallbackPost post, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(Longest, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            using var request = Request(post);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return new CallbackAnswer((int)response.StatusCode, RetryAfter(response.Headers.RetryAfter));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new CallbackAnswer(null, Error: $"There was no answer within {Longest.TotalSeconds} s.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UriFormatException or InvalidOperationException && !stop.IsCancellationRequested)
        {
            return new CallbackAnswer(null, Error: Sentence(e));
        }
        catch (Exception e) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException("The post was cut off.", e, stop);
        }
    }

    public void Dispose() => _http.Dispose();

    HttpRequestMessage Request(CallbackPost post)
    {
        var content = CallbackContent.Of(post);
        var (id, timestamp) = ($"{post.Event.Id}", _time.GetUtcNow().ToUnixTimeSeconds());
        var request = new HttpRequestMessage(HttpMethod.Post, post.Url) { Content = new ByteArrayContent(content.Body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", content.ContentType);
        request.Headers.Add("User-Agent", "Hark");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(post.Secrets, id, timestamp, content.Body));
        return request;
    }

    TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? header?.Date - _time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <summary>The innermost reason: what is around it says only that sending failed.</summary>
    static string Sentence(Exception error)
    {
        while (error.InnerException is { } inner) error = inner;
        var reason = error.Message.ReplaceLineEndings(" ").TrimEnd('.');
        return error is NotPublicException ? error.Message : $"The post failed: {(reason.Length > LongestError ? reason[..LongestError] + "…" : reason)}.";
    }
}
