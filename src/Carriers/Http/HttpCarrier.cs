using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Http.Headers;
using Hark.Grains;

namespace Hark.Carriers;

/// <summary>A provider whose texts are made by a form post to its Messages resource. See docs/carriers.md for what each answer means.</summary>
/// <remarks>A text is posted once: the provider is not expected to know a repeated post from a new one.</remarks>
public sealed class HttpCarrier : ILink, IAsyncDisposable
{
    static readonly TimeSpan FirstRest = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(15);

    /// <summary>A message's description has 2 kB.</summary>
    const int LongestAnswer = 64 * 1024;

    readonly string _link;
    readonly HttpCarrierOptions _options;
    readonly TimeProvider _time;
    readonly Uri? _statusCallback;
    readonly HttpClient _http;
    readonly LinkPause _pause;
    readonly LinkRest _rest;
    readonly LinkWindow _window;
    readonly ILinkObserver _observer;
    readonly CancellationTokenSource _stop = new();
    string? _told;

    /// <param name="link">Its name: what its references begin with, and where its webhooks are.</param>
    /// <param name="publicUrl">Where the provider reaches the API; null asks for no receipts.</param>
    /// <param name="observer">Null tells nobody.</param>
    /// <param name="handler">For tests; null is the network.</param>
    /// <exception cref="ValidationException">The options contradict themselves or are out of range.</exception>
    public HttpCarrier(string link, HttpCarrierOptions options, Uri? publicUrl, TimeProvider time, ILinkObserver? observer = null, HttpMessageHandler? handler = null)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        (_link, _options, _time, _pause, _window, _observer) = (link, options, time, new(time), new(options.Window), observer ?? new NoObserver());
        _rest = new(FirstRest, LongestRest, time);
        _statusCallback = publicUrl is null ? null : new Uri($"{publicUrl.AbsoluteUri.TrimEnd('/')}/carriers/{link}/status");
        _http = new HttpClient(handler ?? Handler(options.Timeout)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public TimeSpan HoldFor(string sender) => _pause.Left is var pause && _rest.Left is var rest && pause > rest ? pause : rest;

    public async ValueTask<LinkRoom> Enter(string sender)
    {
        if (Closed() is { } before) return before;
        var room = await _window.Enter();
        // The provider may have refused the login while this text waited.
        if (room.Refusal is not null || Closed() is not { } closed) return room;
        room.Dispose();
        return closed;

        LinkRoom? Closed() => HoldFor(sender) is var hold && hold > TimeSpan.Zero
            ? new LinkRoom { Refusal = new(SubmitStatus.NotSent, Code: _pause.Code ?? Codes.CarrierUnavailable, RetryAfter: hold) } : null;
    }

    public LinkReport Report()
    {
        var (code, hold) = (_pause.Code, HoldFor(""));
        var trouble = code is not null ? $"The provider is left alone for a while: {code}." : hold > TimeSpan.Zero ? "The provider does not say what became of texts." : null;
        return new(_link, "http", code is not null ? LinkState.Down : trouble is not null ? LinkState.Impaired : LinkState.Up, Sessions: 1, _options.Window, _window.Used, hold, trouble);
    }

    /// <summary>Posts a text. Nothing a provider can do throws.</summary>
    public async Task<SubmitResult> Submit(CarrierText text)
    {
        var result = await Hand(text);
        // Whatever it does not answer for may be lost: few are risked until it does.
        if (result.Status == SubmitStatus.Unknown) _rest.Begin(out _);
        else if (result.Status == SubmitStatus.Accepted) _rest.End();
        Tell();
        return result;
    }

    async Task<SubmitResult> Hand(CarrierText text)
    {
        if (_pause.Refuses() is { } refusal) return refusal;
        var began = _time.GetTimestamp();
        using var form = new MessageForm(text, _statusCallback);
        try
        {
            var answer = await Post(form);
            _observer.Answered(_link, $"http_{answer.Status}", _time.GetElapsedTime(began));
            if (answer.Fault is { } fault) return _pause.Refused(fault);
            _pause.Answered(began);
            var result = answer.Result(_link);
            if (result.Status == SubmitStatus.Throttled) _pause.Throttled(result.RetryAfter);
            return result;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            return form.Begun ? new(SubmitStatus.Unknown, Code: Codes.OutcomeUnknown) : _pause.Unreachable();
        }
    }

    /// <summary>Stops. Texts not yet answered are <see cref="SubmitStatus.Unknown"/>; later ones are <see cref="SubmitStatus.NotSent"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _http.Dispose();
    }

    void Tell()
    {
        var report = Report();
        if (Interlocked.Exchange(ref _told, report.Trouble) != report.Trouble) _observer.Changed(report);
    }

    async Task<HttpAnswer> Post(MessageForm form)
    {
        using var late = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, _stop.Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, _options.Url) { Content = form };
        request.Headers.Authorization = _options.Login;
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.UserAgent.ParseAdd("Hark");
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        return new((int)response.StatusCode, await Body(response.Content, either.Token), RetryAfter(response.Headers.RetryAfter));
    }

    /// <summary>The status alone often says enough: a body that breaks off, does not end or is too long is none.</summary>
    static async Task<byte[]?> Body(HttpContent content, CancellationToken cancel)
    {
        try
        {
            await content.LoadIntoBufferAsync(LongestAnswer, cancel);
            return await content.ReadAsByteArrayAsync(cancel);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            return null;
        }
    }

    TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header?.Delta ?? header?.Date - _time.GetUtcNow();

    static SocketsHttpHandler Handler(TimeSpan timeout) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = timeout,
        // Names move: a connection is not kept longer than most of them live.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        // Shorter than servers keep idle connections: a text on one that is just being closed would be unknown.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
        MaxResponseHeadersLength = 16,
        // Our own traces are nobody else's business.
        ActivityHeadersPropagator = null,
    };
}
