using Hark.Grains;
using Hark.Testing;

namespace Hark.Carriers.Tests;

public sealed class HttpAnswerTests
{
    [Theory]
    [InlineData(200, """{"sid":"SM7","status":"sent"}""")]
    [InlineData(201, """{"sid":"SM7","status":"queued","error_code":null}""")]
    [InlineData(202, """{"sid":"SM7"}""")]
    public async Task MessageMade_IsAccepted(int status, string body)
    {
        await using var bench = new HttpBench();
        Assert.Equal(new SubmitResult(SubmitStatus.Accepted, "http:SM7"), await bench.Submit(ProviderAnswer.Json(status, body)));
    }

    [Theory]
    [InlineData("""{"sid":"SM7","status":"failed","error_code":30007}""", "http_30007")]
    [InlineData("""{"sid":"SM7","status":"undelivered","error_code":"30006"}""", "http_30006")]
    [InlineData("""{"sid":"SM7","status":"failed","error_code":null}""", "http_failed")]
    [InlineData("""{"sid":"SM7","status":"undelivered","error_code":"no such code!"}""", "http_undelivered")]
    public async Task MessageThatFailedAtOnce_IsRejected(string body, string code)
    {
        await using var bench = new HttpBench();
        Assert.Equal(new SubmitResult(SubmitStatus.Rejected, Code: code), await bench.Submit(ProviderAnswer.Json(201, body)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"sid":""}""")]
    [InlineData("""{"sid":"SM 7"}""")]
    [InlineData("""{"sid":{"a":1}}""")]
    [InlineData("""{"sid":"\ud800"}""")]
    [InlineData("""{"sid":"SM7","status":"queued" """)]
    public async Task SuccessThatCannotBeRead_IsUnknown(string body)
    {
        await using var bench = new HttpBench();
        Assert.Equal(new SubmitResult(SubmitStatus.Unknown, Code: "http_201"), await bench.Submit(ProviderAnswer.Json(201, body)));
    }

    [Theory]
    [InlineData(400, """{"code":21610,"message":"The recipient has opted out","status":400}""", "http_21610")]
    [InlineData(400, """{"code":"21211"}""", "http_21211")]
    [InlineData(400, """{"code":0}""", "http_400")]
    [InlineData(400, """{"code":-1}""", "http_400")]
    [InlineData(400, """{"code":123456789012345678901234567890}""", "http_400")]
    [InlineData(404, "<html>", "http_404")]
    [InlineData(422, "", "http_422")]
    public async Task OtherRefusal_IsForGood(int status, string body, string code)
    {
        await using var bench = new HttpBench();
        Assert.Equal(new SubmitResult(SubmitStatus.Rejected, Code: code), await bench.Submit(ProviderAnswer.Json(status, body)));
    }

    [Theory]
    [InlineData("Retry-After: 7\r\n", 7)]
    [InlineData("Retry-After: Wed, 18 Nov 2026 17:00:30 GMT\r\n", 30)]
    [InlineData("Retry-After: Wed, 18 Nov 2026 16:00:00 GMT\r\n", 1)]
    [InlineData("Retry-After: 0\r\n", 1)]
    [InlineData("Retry-After: 86400\r\n", 60)]
    [InlineData("Retry-After: soon\r\n", 1)]
    [InlineData("", 1)]
    public async Task TooManyRequests_ThrottlesTheLinkAsLongAsAsked(string header, int seconds)
    {
        await using var bench = new HttpBench();
        var answer = await bench.Submit(ProviderAnswer.Json(429, """{"code":20429}""", header));
        Assert.Equal(new SubmitResult(SubmitStatus.Throttled, Code: Codes.CarrierThrottled, RetryAfter: TimeSpan.FromSeconds(seconds)), answer);
        Assert.Equal(TimeSpan.FromSeconds(seconds), bench.Carrier.HoldFor(""));
        Assert.Equal(Codes.CarrierThrottled, (await bench.Carrier.Enter("")).Refusal?.Code);
    }

    [Fact]
    public async Task ProviderThatFails_IsRestedLongerEachTimeUntilItTakesAText()
    {
        await using var bench = new HttpBench();
        for (var rest = 1; rest <= 4; rest *= 2)
        {
            Assert.Equal(SubmitStatus.Unknown, (await bench.Submit(ProviderAnswer.Json(500, "{}"))).Status);
            Assert.Equal(TimeSpan.FromSeconds(rest), bench.Carrier.HoldFor(""));
            Assert.Equal(LinkState.Impaired, bench.Carrier.Report().State);
            bench.Time.Advance(TimeSpan.FromSeconds(rest));
        }
        Assert.Equal(SubmitStatus.Accepted, (await bench.Submit(ProviderAnswer.Json(201, """{"sid":"SM1","status":"queued"}"""))).Status);
        Assert.Equal((TimeSpan.Zero, LinkState.Up), (bench.Carrier.HoldFor(""), bench.Carrier.Report().State));
    }

    [Theory]
    [InlineData(303)]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task ServersOwnFault_IsUnknown(int status)
    {
        await using var bench = new HttpBench();
        Assert.Equal(new SubmitResult(SubmitStatus.Unknown, Code: $"http_{status}"), await bench.Submit(ProviderAnswer.Json(status, "{}", "Retry-After: 1\r\n")));
        Assert.Single(bench.Provider.Received);
    }

    [Fact]
    public async Task AnswerOf1GB_IsNotRead()
    {
        var sent = 0L;
        await using var bench = new HttpBench();
        var answer = new ProviderAnswer(async (stream, end) =>
        {
            await stream.WriteAsync("HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), end);
            byte[] piece = [.. "10000\r\n"u8, .. new byte[0x10000], .. "\r\n"u8];
            for (; sent < 1 << 30; sent += piece.Length) await stream.WriteAsync(piece, end);
        }, Closes: true);
        Assert.Equal(new SubmitResult(SubmitStatus.Unknown, Code: "http_201"), await bench.Submit(answer));
        // What two sockets hold.
        Assert.InRange(Volatile.Read(ref sent), 0, 64 << 20);
    }

    [Fact]
    public async Task RefusalWhoseBodyBreaksOff_IsStillOne()
    {
        await using var bench = new HttpBench();
        Assert.Equal(new SubmitResult(SubmitStatus.Rejected, Code: "http_400"), await bench.Submit(ProviderAnswer.Raw("HTTP/1.1 400 Bad Request\r\nContent-Length: 100\r\n\r\n{\"code\":21", closes: true)));
    }
}
