using System.Net.Sockets;
using System.Text;
using Hark.Grains;
using Hark.Testing;

namespace Hark.Web.Tests;

public sealed class CallbackPosterTests : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly ManualTime _time = new();
    readonly CallbackPoster _poster;

    public CallbackPosterTests() => _poster = new(new CallbackOptions { AllowPrivateAddresses = true }, _time);

    public void Dispose() => _poster.Dispose();

    Task<CallbackAnswer> Post(RawServer server, CallbackForm form = CallbackForm.Json) => _poster.Post(CallbackSamples.Post(form, server.Url), CancellationToken.None).WaitAsync(Patience);

    static string Answer(string status, string headers = "") => $"HTTP/1.1 {status}\r\nContent-Length: 0\r\n{headers}\r\n";

    [Fact]
    public async Task Post_HasTheHeadersOfStandardWebhooks()
    {
        using var server = RawServer.Answering(Answer("204 No Content"));
        Assert.Equal(new CallbackAnswer(204), await Post(server));

        var head = await server.Head;
        Assert.StartsWith("POST /hook HTTP/1.1\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: application/json\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nwebhook-id: msg_1007\r\n", head, StringComparison.Ordinal);
        Assert.Contains($"\r\nwebhook-timestamp: {_time.GetUtcNow().ToUnixTimeSeconds()}\r\n", head, StringComparison.Ordinal);
        var signature = WebhookSignature.Of([CallbackSamples.Secret], "msg_1007", _time.GetUtcNow().ToUnixTimeSeconds(), CallbackContent.Of(CallbackSamples.Post()).Body);
        Assert.Contains($"\r\nwebhook-signature: {signature}\r\n", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MultipartPost_SaysItsBoundary()
    {
        using var server = RawServer.Answering(Answer("200 OK"));
        Assert.Equal(200, (await Post(server, CallbackForm.Crmtext)).Status);
        Assert.Contains($"\r\nContent-Type: {CallbackContent.Of(CallbackSamples.Post(CallbackForm.Crmtext)).ContentType}\r\n", await server.Head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Retry-After: 120\r\n", 120)]
    [InlineData("Retry-After: Wed, 18 Nov 2026 17:00:30 GMT\r\n", 30)]
    [InlineData("Retry-After: Wed, 18 Nov 2026 16:00:00 GMT\r\n", 0)]
    [InlineData("Retry-After: soon\r\n", null)]
    [InlineData("", null)]
    public async Task RetryAfter_IsToldInBothForms(string header, int? seconds)
    {
        using var server = RawServer.Answering(Answer("503 Busy", header));
        Assert.Equal(new CallbackAnswer(503, seconds is { } wait ? TimeSpan.FromSeconds(wait) : null), await Post(server));
    }

    [Fact]
    public async Task EndpointThatHangs_IsGivenUpAfter15Seconds()
    {
        using var server = new RawServer(Hang);
        var post = Post(server);
        await server.Head.WaitAsync(Patience);
        _time.Advance(CallbackPoster.Longest - TimeSpan.FromMilliseconds(1));
        Assert.False(post.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Contains("15 s", (await post).Error, StringComparison.Ordinal);
        Assert.Null((await post).Status);
    }

    [Fact]
    public async Task EndpointThatAnswersByteByByte_IsGivenUpAsWell()
    {
        using var server = new RawServer(async (stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nX-Slow: "u8.ToArray(), token);
            await Hang(stream, token);
        });
        var post = Post(server);
        await server.Head.WaitAsync(Patience);
        _time.Advance(CallbackPoster.Longest);
        Assert.Null((await post).Status);
    }

    [Fact]
    public async Task Stopped_IsCutOffAndNotTakenForAFailure()
    {
        using var server = new RawServer(Hang);
        using var stop = new CancellationTokenSource();
        var post = _poster.Post(CallbackSamples.Post(url: server.Url), stop.Token);
        await server.Head.WaitAsync(Patience);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => post.WaitAsync(Patience));
    }

    [Fact]
    public async Task EndpointThatCloses_IsAFailureWithASentence()
    {
        using var server = new RawServer((stream, _) =>
        {
            stream.Socket.LingerState = new LingerOption(true, 0);
            stream.Close();
            return Task.CompletedTask;
        });
        var answer = await Post(server);
        Assert.Null(answer.Status);
        Assert.StartsWith("The post failed: ", answer.Error, StringComparison.Ordinal);
        Assert.InRange(answer.Error!.Length, 20, 250);
    }

    [Theory]
    [InlineData("this is no HTTP\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n")]
    public async Task AnswerThatIsNoHttp_IsAFailure(string answer)
    {
        using var server = RawServer.Answering(answer);
        Assert.Null((await Post(server)).Status);
    }

    [Fact]
    public async Task HeadersWithoutEnd_AreAFailure()
    {
        using var server = RawServer.Answering("HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Repeat($"X: {new string('x', 1_000)}\r\n", 1_000)) + "\r\n");
        Assert.Null((await Post(server)).Status);
    }

    [Fact]
    public async Task AnswerOf1GB_IsNotRead()
    {
        var sent = 0L;
        using var server = new RawServer(async (stream, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n"), token);
            var piece = new byte[64 * 1024];
            for (; sent < 1_073_741_824; sent += piece.Length) await stream.WriteAsync(piece, token);
        });
        Assert.Equal(200, (await Post(server)).Status);
        // A second one is answered too: the first holds nothing up.
        Assert.Equal(200, (await Post(server)).Status);
        Assert.Equal(2, server.Connections);
        // What two sockets hold.
        Assert.InRange(Volatile.Read(ref sent), 0, 64 << 20);
    }

    [Fact]
    public async Task Redirect_IsToldAndNotFollowed()
    {
        using var inside = RawServer.Answering(Answer("200 OK"));
        using var server = RawServer.Answering(Answer("307 Temporary Redirect", $"Location: {inside.Url}\r\n"));
        Assert.Equal(307, (await Post(server)).Status);
        Assert.Equal(0, inside.Connections);
    }

    [Fact]
    public async Task OurOwnNetwork_IsRefusedAndNothingIsSent()
    {
        using var strict = new CallbackPoster(new CallbackOptions(), _time);
        using var server = RawServer.Answering(Answer("200 OK"));
        var answer = await strict.Post(CallbackSamples.Post(url: server.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)), CancellationToken.None);
        Assert.Contains("is not on the public internet", answer.Error, StringComparison.Ordinal);
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData("https://acme.example/hook", true)]
    [InlineData("https://8.8.8.8/hook", true)]
    [InlineData("http://127.0.0.1/hook", false)]
    [InlineData("http://2130706433/hook", false)]
    [InlineData("http://[::1]/hook", false)]
    [InlineData("http://169.254.169.254/latest/meta-data", false)]
    [InlineData("https://acme.example/hook\r\nX-Injected: 1", false)]
    [InlineData("ftp://acme.example/", false)]
    public void Address_IsCheckedBeforeItIsKept(string url, bool good)
    {
        using var strict = new CallbackPoster(new CallbackOptions(), _time);
        Assert.Equal(good, strict.Flaw(url) is null);
    }

    [Fact]
    public void OurOwnNetwork_IsGoodWhereThatIsAllowed() => Assert.Null(_poster.Flaw("http://127.0.0.1:8080/hook"));

    static Task Hang(NetworkStream stream, CancellationToken token) => new TaskCompletionSource().Task.WaitAsync(token);
}
