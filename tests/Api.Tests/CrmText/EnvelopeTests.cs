namespace Hark.Api.Tests;

/// <summary>What is found out before or below the surface is answered in its envelope, too.</summary>
public sealed class EnvelopeTests(CrmTextFixture api) : IClassFixture<CrmTextFixture>
{
    const int Longest = 256 * 1024;

    [Fact]
    public async Task StorageThatCannotBeWritten_Is503_AndTheTextIsNotSent()
    {
        var shop = await api.NewShop();
        var number = await shop.NewCustomer();
        api.Disturbances.StorageGone = true;
        var refused = await shop.Call("sendsmsmsg", ("phone_number", number), ("message", "Hello"));
        api.Disturbances.StorageGone = false;

        refused.IsRefused(503, Codes.StorageUnavailable);
        Assert.Equal("sendsmsmsg", refused.Xml.Attribute("op")!.Value);
        Assert.Empty(await ApiFixture.SentBy(api.Account, shop.Path));
    }

    [Fact]
    public async Task FaultOfOurs_Is500_AndTellsNothingOfItself()
    {
        var shop = await api.NewShop();
        api.Disturbances.NumbersFailWith = new InvalidOperationException("internal secret");
        var refused = await shop.Call("optincustomer", ("phone_number", "5125550123"));
        api.Disturbances.NumbersFailWith = null;

        refused.IsRefused(500, ApiCodes.InternalError);
        Assert.DoesNotContain("secret", refused.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Length: 10000000\r\n")]
    [InlineData("Content-Length: 10000000\r\nContent-Type: multipart/form-data; boundary=xyz\r\n")]
    public async Task BodyThatSaysItIsTooLarge_Is413(string headers) => (await Post(headers, "--xyz\r\n")).IsRefused(413, ApiCodes.RequestTooLarge);

    [Theory]
    [InlineData("", "method=sendsmsmsg&message=")]
    [InlineData("Content-Type: multipart/form-data; boundary=xyz\r\n", "--xyz\r\nContent-Disposition: form-data; name=\"message\"\r\n\r\n")]
    public async Task ChunkedBodyThatTurnsOutTooLarge_Is413(string headers, string start)
    {
        var body = start.PadRight(Longest + 1, 'a');
        (await Post($"Transfer-Encoding: chunked\r\n{headers}", $"{body.Length:x}\r\n{body}\r\n0\r\n\r\n")).IsRefused(413, ApiCodes.RequestTooLarge);
    }

    async Task<CrmTextReply> Post(string headers, string body) => await api.Raw(
        $"POST /smapi/rest HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: {CrmTextFixture.Basic((await api.NewShop()).Credentials)}\r\n{headers}\r\n{body}");
}

/// <summary>Leaves nothing of the limits to other tests, so it has a service of its own.</summary>
public sealed class EnvelopeOfLimitsTests(OneCallPerSecond api) : IClassFixture<OneCallPerSecond>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TooManyCalls_Are429_AndSayWhenToComeAgain(bool known)
    {
        var credentials = known ? $"Authorization: {CrmTextFixture.Basic($"{api.Owner}:{CrmTextFixture.Password}")}\r\n" : "";
        CrmTextReply answer;
        var calls = 0;
        do answer = await api.Raw($"GET /smapi/rest?method=iskeywordavailable&keyword=FREEWORD HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{credentials}\r\n");
        while (answer.Status != System.Net.HttpStatusCode.TooManyRequests && ++calls < 100);

        answer.IsRefused(429, ApiCodes.RateLimited);
        Assert.Equal("iskeywordavailable", answer.Xml.Attribute("op")!.Value);
        Assert.Contains("Retry-After: 1\r\n", answer.Head + "\r\n", StringComparison.Ordinal);
    }
}

public sealed class OneCallPerSecond : CrmTextFixture
{
    protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?> { ["Api:RequestsPerSecond"] = "1", ["Api:UnauthenticatedPerSecond"] = "1" };
}
