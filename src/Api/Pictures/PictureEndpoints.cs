using System.Buffers;
using Hark.Hosting;
using Hark.Records;
using Hark.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Hark.Api;

/// <summary>Where carriers fetch the pictures of texts. Who knows the address needs no key: carriers have none.</summary>
static class PictureEndpoints
{
    public const string Folder = "/media";

    /// <summary>22 letters of base64url: 128 bits.</summary>
    const int TokenLength = 22;

    static readonly SearchValues<char> Base64UrlLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void AddPictures(this IServiceCollection services)
    {
        services.AddSingleton(s => new PictureFetcher(s.GetRequiredService<IOptions<MediaOptions>>().Value.AllowPrivateAddresses, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<PictureIntake>();
        services.AddAfterHost<PictureExpiry>();
    }

    public static void MapPictures(this IEndpointRouteBuilder app) =>
        app.MapMethods(Folder + "/{file}", Methods, Serve).ExcludeFromDescription();

    static async Task<Results<FileContentHttpResult, NotFound>> Serve(string file, HttpResponse response, IPictures pictures)
    {
        if (Token(file) is not { } token || await pictures.Find(token) is not { } kept || kept.Picture.Path != $"{Folder}/{file}") return TypedResults.NotFound();
        // The same address never leads to other bytes.
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.Bytes(kept.Bytes, kept.Picture.ContentType, entityTag: new EntityTagHeaderValue($"\"{kept.Picture.Hash}\""));
    }

    /// <summary>Null when it cannot be one: the database need not be asked.</summary>
    static string? Token(string file) =>
        file.Length > TokenLength && file[TokenLength] == '.' && file.AsSpan(0, TokenLength).IndexOfAnyExcept(Base64UrlLetters) < 0 ? file[..TokenLength] : null;
}
