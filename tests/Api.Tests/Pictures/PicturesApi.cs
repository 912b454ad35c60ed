using System.Collections.Concurrent;
using System.Net;
using Hark.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Hark.Api.Tests;

/// <summary>The product at a public address, and a stranger's server that it may fetch pictures from.</summary>
public sealed class PicturesApi : ApiFixture, IAsyncLifetime
{
    public const string PublicUrl = "https://text.example.com/hark/";

    readonly ConcurrentDictionary<string, byte[]> _pictures = new()
    {
        ["/photo.jpg"] = SamplePictures.Jpeg(),
        ["/logo.png"] = SamplePictures.Png,
        ["/largest.jpg"] = SamplePictures.Jpeg(size: 450_000),
        ["/451.jpg"] = SamplePictures.Jpeg(size: 451_000),
        ["/page.jpg"] = "<html>"u8.ToArray(),
    };

    readonly ConcurrentQueue<string> _asked = new();
    WebApplication _stranger = null!;

    protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
    {
        ["Media:PublicUrl"] = PublicUrl,
        ["Media:AllowPrivateAddresses"] = "true",
        ["Api:UnauthenticatedPerSecond"] = "20",
    };

    async Task IAsyncLifetime.InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _stranger = builder.Build();
        _stranger.MapGet("/away.jpg", () => Results.Redirect("http://127.0.0.1/"));
        _stranger.MapGet("/{**path}", (HttpContext context) =>
        {
            var path = context.Request.Path.Value!;
            _asked.Enqueue(path);
            return _pictures.TryGetValue(path, out var picture) ? Results.Bytes(picture, "image/jpeg") : Results.NotFound();
        });
        await _stranger.StartAsync();
        await InitializeAsync();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await _stranger.DisposeAsync();
    }

    public string At(string path) => _stranger.Urls.Single() + path;

    public int Asked(string path) => _asked.Count(p => p == path);

    /// <summary>The stranger has another picture at an address, or none any more.</summary>
    public void Change(string path, byte[]? picture)
    {
        if (picture is null) _pictures.TryRemove(path, out _);
        else _pictures[path] = picture;
    }

    /// <summary>What a carrier gets at an address that it was told.</summary>
    public async Task<(HttpStatusCode Status, byte[] Bytes, HttpResponseMessage Answer)> Fetch(string mediaUrl, HttpMethod? method = null, string? known = null)
    {
        Assert.StartsWith(PublicUrl + "media/", mediaUrl, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, mediaUrl[(PublicUrl.Length - 1)..]);
        if (known is not null) request.Headers.TryAddWithoutValidation("If-None-Match", known);
        var answer = await Anonymous.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(), answer);
    }
}
