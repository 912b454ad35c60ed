using System.Net;
using Hark.Grains;
using Hark.Testing;

namespace Hark.Carriers.Tests;

public sealed class HttpFailureTests
{
    static readonly SubmitResult Unknown = new(SubmitStatus.Unknown, Code: Codes.OutcomeUnknown);

    static SubmitResult NotSent(int seconds, string code = Codes.CarrierUnavailable) => new(SubmitStatus.NotSent, Code: code, RetryAfter: TimeSpan.FromSeconds(seconds));

    [Fact]
    public async Task ProviderThatHangs_IsUnknownAtTheTimeout()
    {
        await using var bench = new HttpBench();
        bench.Provider.Answer = _ => ProviderAnswer.Hang;
        var submit = bench.Submit();
        await bench.Provider.Arrival().WaitAsync(HttpBench.Patience);
        bench.Time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.False(submit.IsCompleted);
        bench.Time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(Unknown, await submit);
    }

    [Fact]
    public async Task AnswerThatHangsInTheMiddle_IsUnknownAtTheTimeout()
    {
        await using var bench = new HttpBench();
        bench.Provider.Answer = _ => ProviderAnswer.HangsAfter("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"sid\":\"SM1\"");
        var submit = bench.Submit();
        await bench.Provider.Arrival().WaitAsync(HttpBench.Patience);
        bench.Time.Advance(TimeSpan.FromSeconds(10));
        // Whether the head was read by then or not.
        Assert.Contains(await submit, new[] { Unknown, new SubmitResult(SubmitStatus.Unknown, Code: "http_201") });
    }

    [Fact]
    public async Task ConnectionLostBeforeTheAnswer_IsUnknownAndNotPostedAgain()
    {
        await using var bench = new HttpBench();
        Assert.Equal(Unknown, await bench.Submit(ProviderAnswer.Reset));
        Assert.Equal(Unknown, await bench.Submit(ProviderAnswer.Raw("", closes: true)));
        Assert.Equal(Unknown, await bench.Submit(ProviderAnswer.Raw("SSH-2.0-server\r\n\r\n", closes: true)));
        Assert.Equal(3, bench.Provider.Received.Count);
    }

    [Fact]
    public async Task KeptConnectionLostBeforeTheAnswer_IsUnknownAndNotPostedAgain()
    {
        await using var bench = new HttpBench();
        await bench.Submit();
        Assert.Equal(Unknown, await bench.Submit(ProviderAnswer.Raw("", closes: true)));
        Assert.Equal((2, 1), (bench.Provider.Received.Count, bench.Provider.Connections));
    }

    [Fact]
    public async Task AnswerLostInTheMiddle_IsUnknown()
    {
        await using var bench = new HttpBench();
        Assert.Equal(new SubmitResult(SubmitStatus.Unknown, Code: "http_201"), await bench.Submit(ProviderAnswer.Raw("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"sid\":\"SM1\"", closes: true)));
    }

    [Fact]
    public async Task NobodyListens_IsNotSent()
    {
        await using var bench = new HttpBench(o => o.Url = $"http://127.0.0.1:{FreePort.Next()}/Messages.json");
        Assert.Equal(NotSent(1), await bench.Submit());
    }

    [Fact]
    public async Task NoTlsThere_IsNotSent()
    {
        await using var bench = new HttpBench(o => o.Url = o.Url.Replace("http://", "https://", StringComparison.Ordinal));
        Assert.Equal(NotSent(1), await bench.Submit());
        Assert.Empty(bench.Provider.Received);
    }

    [Fact]
    public async Task NameThatIsUnknown_IsNotSent()
    {
        await using var bench = new HttpBench(handler: new Failing(new HttpRequestException(HttpRequestError.NameResolutionError)));
        Assert.Equal(NotSent(1), await bench.Submit());
    }

    [Fact]
    public async Task NoConnectionWithinTheTimeout_IsNotSent()
    {
        var connecting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var bench = new HttpBench(handler: new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancel) =>
            {
                connecting.TrySetResult();
                await new TaskCompletionSource().Task.WaitAsync(cancel);
                throw new InvalidOperationException("It never connects.");
            },
        });
        var submit = bench.Submit();
        await connecting.Task.WaitAsync(HttpBench.Patience);
        bench.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(NotSent(1), await submit);
    }

    [Fact]
    public async Task LinkThatStaysDown_IsTriedLessOften()
    {
        var handler = new Failing(new HttpRequestException(HttpRequestError.ConnectionError));
        await using var bench = new HttpBench(handler: handler);
        foreach (var wait in new[] { 1, 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            Assert.Equal(NotSent(wait), await bench.Submit());
            bench.Time.Advance(TimeSpan.FromSeconds(wait) - TimeSpan.FromMilliseconds(1));
            // Meanwhile nothing is tried.
            Assert.Equal(TimeSpan.FromMilliseconds(1), (await bench.Submit()).RetryAfter);
            bench.Time.Advance(TimeSpan.FromMilliseconds(1));
        }
        Assert.Equal(9, handler.Calls);
    }

    [Fact]
    public async Task LinkThatCameBack_IsTriedAtOnceWhenItGoesAgain()
    {
        var provider = new Failing(new HttpRequestException(HttpRequestError.ConnectionError));
        await using var bench = new HttpBench(handler: provider);
        foreach (var wait in new[] { 1, 1, 2 })
        {
            Assert.Equal(NotSent(wait), await bench.Submit());
            bench.Time.Advance(TimeSpan.FromSeconds(wait));
        }
        provider.Answer = new HttpResponseMessage(HttpStatusCode.BadRequest);
        Assert.Equal(SubmitStatus.Rejected, (await bench.Submit()).Status);
        provider.Answer = null;
        Assert.Equal(NotSent(1), await bench.Submit());
    }

    [Theory]
    [InlineData(401, Codes.CarrierLoginRefused)]
    [InlineData(301, Codes.CarrierUnavailable)]
    [InlineData(302, Codes.CarrierUnavailable)]
    [InlineData(307, Codes.CarrierUnavailable)]
    [InlineData(308, Codes.CarrierUnavailable)]
    public async Task WrongSettings_PauseTheLinkForAMinute(int status, string code)
    {
        using var elsewhere = new FakeProvider();
        await using var bench = new HttpBench();
        Assert.Equal(NotSent(60, code), await bench.Submit(ProviderAnswer.Json(status, """{"code":20003}""", $"Location: {elsewhere.Url}\r\n")));
        bench.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(NotSent(1, code), await bench.Submit());
        Assert.Single(bench.Provider.Received);

        bench.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SubmitStatus.Accepted, (await bench.Submit(ProviderAnswer.Json(201, """{"sid":"SM1"}"""))).Status);
        Assert.Empty(elsewhere.Received);
    }

    [Fact]
    public async Task Forbidden_HoldsThatTextAloneForAMinute()
    {
        await using var bench = new HttpBench();
        Assert.Equal(NotSent(60, Codes.CarrierLoginRefused), await bench.Submit(ProviderAnswer.Json(403, """{"code":20003}""")));
        Assert.Equal(SubmitStatus.Accepted, (await bench.Submit(ProviderAnswer.Json(201, """{"sid":"SM1"}"""))).Status);
    }

    [Fact]
    public async Task Stopped_WhatIsUnderWayIsUnknownAndNothingMoreIsSent()
    {
        await using var bench = new HttpBench();
        bench.Provider.Answer = _ => ProviderAnswer.Hang;
        var submit = bench.Submit();
        await bench.Provider.Arrival().WaitAsync(HttpBench.Patience);
        await bench.Carrier.DisposeAsync();
        Assert.Equal(Unknown, await submit);
        Assert.Equal(SubmitStatus.NotSent, (await bench.Submit()).Status);
        await bench.Carrier.DisposeAsync();
        Assert.Single(bench.Provider.Received);
    }

    /// <summary>Fails before anything is sent, unless it has an answer.</summary>
    sealed class Failing(Exception failure) : HttpMessageHandler
    {
        public int Calls { get; private set; }
        public HttpResponseMessage? Answer { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls++;
            return Answer is { } answer ? Task.FromResult(answer) : Task.FromException<HttpResponseMessage>(failure);
        }
    }
}
