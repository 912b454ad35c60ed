using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hark.Web.Tests;

public sealed class StrangersHttpTests : IAsyncLifetime
{
    WebApplication _server = null!;
    int _asked;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Use((context, next) =>
        {
            Interlocked.Increment(ref _asked);
            return next(context);
        });
        _server.MapGet("/", () => "here");
        _server.MapGet("/away", (HttpContext context) => Results.Redirect("/"));
        await _server.StartAsync();
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task OurOwnNetwork_IsRefusedBeforeAnythingIsSent(string host)
    {
        using var http = new HttpClient(StrangersHttp.Handler(allowPrivate: false));

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(Address(host)));

        Assert.Contains("public internet", Assert.IsType<NotPublicException>(refused.InnerException).Message, StringComparison.Ordinal);
        Assert.Equal(0, _asked);
    }

    [Fact]
    public async Task OurOwnNetwork_IsAskedWhereThatIsAllowed()
    {
        using var http = new HttpClient(StrangersHttp.Handler(allowPrivate: true));

        Assert.Equal("here", await http.GetStringAsync(Address("127.0.0.1")));
    }

    [Fact]
    public async Task Redirect_IsNotFollowed()
    {
        using var http = new HttpClient(StrangersHttp.Handler(allowPrivate: true));

        using var answer = await http.GetAsync(new Uri(Address("127.0.0.1"), "/away"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(1, _asked);
    }

    [Theory]
    [InlineData("https://example.com/hook?x=1", true)]
    [InlineData("http://example.com:8080", true)]
    [InlineData("ftp://example.com/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("example.com/hook", false)]
    [InlineData("https://user:word@example.com/", false)]
    [InlineData("https://example.com/\r\nX-Header: 1", false)]
    [InlineData("https://example.com/a b", false)]
    [InlineData("", false)]
    public void Address_IsCheckedBeforeItIsKept(string address, bool good) => Assert.Equal(good, StrangersHttp.Flaw(address) is null);

    [Fact]
    public void LongAddress_IsRefusedWithoutRepeatingIt() => Assert.InRange(StrangersHttp.Flaw("https://example.com/" + new string('a', 3_000))!.Length, 1, 200);

    Uri Address(string host) => new($"http://{host}:{new Uri(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port}/");
}
