using Hark.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Hark.Web.Tests;

public sealed class PictureFetcherTests : IAsyncLifetime, IDisposable
{
    const string Jpeg = "image/jpeg";

    readonly ManualTime _time = new();
    readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    WebApplication _server = null!;
    PictureFetcher _fetcher = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Use((context, next) =>
        {
            _asked.TrySetResult();
            context.RequestAborted.Register(() => _left.TrySetResult());
            return next(context);
        });
        _server.MapGet("/{name}.jpg", (string name) => Results.Bytes(SamplePictures.Jpeg(), Jpeg));
        _server.MapGet("/{size:int}", (int size) => Results.Bytes(SamplePictures.Jpeg(size: size), Jpeg));
        _server.MapGet("/chunks/{size:int}", async (int size, HttpContext context) =>
        {
            await context.Response.Body.WriteAsync(SamplePictures.Jpeg(size: size - 1));
            await context.Response.Body.FlushAsync();
            await context.Response.Body.WriteAsync(new byte[1]);
        });
        _server.MapGet("/gif.jpg", () => Results.Bytes(SamplePictures.Gif, Jpeg));
        _server.MapGet("/png.txt", () => Results.Bytes(SamplePictures.Png, "text/plain"));
        _server.MapGet("/page.jpg", () => Results.Bytes("<html><script>alert(1)</script>"u8.ToArray(), Jpeg));
        _server.MapGet("/webp.jpg", () => Results.Bytes("RIFF\u0001\0\0\0WEBPVP8 "u8.ToArray(), Jpeg));
        _server.MapGet("/cut.jpg", () => Results.Bytes(SamplePictures.Jpeg()[..30], Jpeg));
        _server.MapGet("/empty.jpg", () => Results.Bytes([], Jpeg));
        _server.MapGet("/away.jpg", (HttpContext context) => Results.Redirect("http://127.0.0.1/admin.jpg"));
        _server.MapGet("/gone.jpg", () => Results.NotFound());
        _server.MapGet("/endless.jpg", async context =>
        {
            for (var chunk = SamplePictures.Jpeg(); ; chunk = new byte[10_000]) await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
        });
        _server.MapGet("/silent.jpg", context => Never(context));
        _server.MapGet("/dawdling.jpg", async context =>
        {
            await context.Response.Body.WriteAsync(SamplePictures.Jpeg());
            await context.Response.Body.FlushAsync();
            await Never(context);
        });
        _server.MapGet("/broken.jpg", async context =>
        {
            context.Response.ContentLength = 5_000;
            await context.Response.Body.WriteAsync(SamplePictures.Jpeg());
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        await _server.StartAsync();
        _fetcher = new(allowPrivate: true, _time);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _fetcher.Dispose();

    [Fact]
    public async Task Picture_ComesWithWhatItIs()
    {
        var picture = (await Fetch("/a.jpg?size=large")).Value!;

        Assert.Equal((PictureType.Jpeg, 320, 240), (picture.Type, picture.Width, picture.Height));
        Assert.Equal(SamplePictures.Jpeg(), picture.Bytes);
    }

    [Theory]
    [InlineData("/gif.jpg", PictureType.Gif)]
    [InlineData("/png.txt", PictureType.Png)]
    public async Task TypeThatIsStatedOrNamed_IsNotBelieved(string path, PictureType type) => Assert.Equal(type, (await Fetch(path)).Value?.Type);

    [Theory]
    [InlineData("/450000")]
    [InlineData("/chunks/450000")]
    public async Task LargestPicture_IsTaken(string path) => Assert.Equal(450_000, (await Fetch(path)).Value?.Bytes.Length);

    [Theory]
    [InlineData("/450001", Codes.MediaTooLarge)]
    [InlineData("/451000", Codes.MediaTooLarge)]
    [InlineData("/chunks/450001", Codes.MediaTooLarge)]
    [InlineData("/endless.jpg", Codes.MediaTooLarge)]
    [InlineData("/page.jpg", Codes.MediaFormatUnsupported)]
    [InlineData("/webp.jpg", Codes.MediaFormatUnsupported)]
    [InlineData("/empty.jpg", Codes.MediaFormatUnsupported)]
    [InlineData("/cut.jpg", Codes.MediaDamaged)]
    [InlineData("/away.jpg", Codes.MediaRedirected)]
    [InlineData("/gone.jpg", Codes.MediaUnreachable)]
    [InlineData("/broken.jpg", Codes.MediaUnreachable)]
    public async Task WhatCannotBeSent_IsRefused(string path, string code)
    {
        var refusal = (await Fetch(path)).Refusal;

        Assert.Equal(code, refusal?.Code);
        Assert.Contains("127.0.0.1", refusal!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EndlessPicture_IsLeftWhereItIsTooLarge()
    {
        await Fetch("/endless.jpg");
        await _left.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("/silent.jpg")]
    [InlineData("/dawdling.jpg")]
    public async Task ServerThatDoesNotGoOn_IsLeftAfterTenSeconds(string path)
    {
        var fetching = Fetch(path);
        await _asked.Task;
        _time.Advance(PictureFetcher.Longest - TimeSpan.FromTicks(1));
        Assert.False(_left.Task.IsCompleted);
        _time.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(Codes.MediaTimeout, (await fetching).Refusal?.Code);
        await _left.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task CallerWhoGivesUp_IsNotTakenForATimeOut()
    {
        using var cancel = new CancellationTokenSource();
        var fetching = _fetcher.Fetch(Address("/silent.jpg"), cancel.Token);
        await _asked.Task;
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task OurOwnNetwork_IsRefusedAndNotAsked(string host)
    {
        using var fetcher = new PictureFetcher(allowPrivate: false, _time);

        Assert.Equal(Codes.MediaNotPublic, (await fetcher.Fetch($"http://{host}:{new Uri(Address("")).Port}/a.jpg", default)).Refusal?.Code);
        Assert.False(_asked.Task.IsCompleted);
    }

    [Theory]
    [InlineData("", Codes.MediaUrlInvalid)]
    [InlineData("a.jpg", Codes.MediaUrlInvalid)]
    [InlineData("file:///etc/passwd", Codes.MediaUrlInvalid)]
    [InlineData("data:image/gif;base64,R0lGODlhAQABAAAAACw=", Codes.MediaUrlInvalid)]
    [InlineData("https://me:secret@example.com/a.jpg", Codes.MediaUrlInvalid)]
    [InlineData("http://no-such-host.invalid/a.jpg", Codes.MediaUnreachable)]
    [InlineData("http://127.0.0.1:1/a.jpg", Codes.MediaUnreachable)]
    public async Task AddressOfNothing_IsRefused(string address, string code) => Assert.Equal(code, (await _fetcher.Fetch(address, default)).Refusal?.Code);

    [Fact]
    public async Task HostOfAnyLength_IsRefusedWithoutAnError() =>
        Assert.NotNull((await _fetcher.Fetch($"http://{string.Join('.', Enumerable.Repeat(new string('a', 60), 10))}/a.jpg", default)).Refusal);

    Task<Result<FetchedPicture>> Fetch(string path) => _fetcher.Fetch(Address(path), default);

    string Address(string path) => _server.Urls.Single() + path;

    static Task Never(HttpContext context)
    {
        var never = new TaskCompletionSource();
        context.RequestAborted.Register(() => never.TrySetResult());
        return never.Task;
    }
}
