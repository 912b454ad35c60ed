using System.Text;
using Hark.Grains;
using Hark.Testing;

namespace Hark.Carriers.Tests;

public sealed class HttpRequestTests
{
    [Fact]
    public async Task Text_IsAFormPostWithBasicLogin()
    {
        await using var bench = new HttpBench();
        var answer = await bench.Submit();

        Assert.Equal(new SubmitResult(SubmitStatus.Accepted, "http:SM1"), answer);
        var request = Assert.Single(bench.Provider.Received);
        Assert.Equal("POST /2010-04-01/Accounts/AC123/Messages.json HTTP/1.1", request.Line);
        Assert.Equal("application/x-www-form-urlencoded", request.Headers["Content-Type"]);
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("AC123:päss:word")), request.Headers["Authorization"]);
        Assert.Equal(
            [("To", "+13125550123"), ("From", "+15550000001"), ("Body", "Motors: Sale & more today? 50% off + ☕"), ("StatusCallback", "https://text.example.com/hark/carriers/http/status")],
            request.Form);
        Assert.Equal(["Accept", "Authorization", "Content-Length", "Content-Type", "Host", "User-Agent"], request.Headers.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Picture_IsTheAddressOfOurs()
    {
        await using var bench = new HttpBench();
        await bench.Submit(media: "https://text.example.com/media/aaaa.jpg");
        Assert.Equal("https://text.example.com/media/aaaa.jpg", Assert.Single(bench.Provider.Received)["MediaUrl"]);
    }

    [Fact]
    public async Task Token_IsABearerLogin()
    {
        await using var bench = new HttpBench(o => (o.User, o.Password, o.Token, o.SigningToken) = (null, null, "token-of-ours", "key"));
        await bench.Submit();
        Assert.Equal("Bearer token-of-ours", Assert.Single(bench.Provider.Received).Headers["Authorization"]);
    }

    [Fact]
    public async Task NoPublicAddress_AsksForNoReceipts()
    {
        using var provider = new FakeProvider();
        await using var carrier = new HttpCarrier("http", new() { Url = provider.Url, User = "AC123", Password = "secret" }, null, TimeProvider.System);
        Assert.Equal(SubmitStatus.Accepted, (await carrier.Submit(new(new(1), Sample.Number, Sample.Text())).WaitAsync(HttpBench.Patience)).Status);
        Assert.DoesNotContain(Assert.Single(provider.Received).Form, f => f.Name == "StatusCallback");
    }

    [Fact]
    public async Task TextsOneAfterTheOther_ShareAConnection()
    {
        await using var bench = new HttpBench();
        for (var id = 1; id <= 20; id++) Assert.Equal($"http:SM{id}", (await bench.Submit(id)).Reference);
        Assert.Equal(1, bench.Provider.Connections);
    }

    [Fact]
    public async Task ConnectionThatWasClosedMeanwhile_IsReplacedAndTheTextPostedOnce()
    {
        await using var bench = new HttpBench();
        bench.Provider.Answer = _ => ProviderAnswer.Json(201, """{"sid":"SM1","status":"queued"}""", "Connection: close\r\n") with { Closes = true };
        for (var id = 1; id <= 3; id++) Assert.Equal(SubmitStatus.Accepted, (await bench.Submit(id)).Status);
        Assert.Equal(3, bench.Provider.Received.Count);
    }
}
