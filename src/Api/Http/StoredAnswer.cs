using System.Text.Json;

namespace Hark.Api;

/// <summary>An answer as it is kept with its idempotency key.</summary>
sealed record StoredAnswer(string? ContentType, string? Location, string Body)
{
    public string Write() => JsonSerializer.Serialize(this, ApiJson.Options);
    public static StoredAnswer Read(string text) => JsonSerializer.Deserialize<StoredAnswer>(text, ApiJson.Options)!;

    public async Task Send(HttpResponse response, int status)
    {
        response.StatusCode = status;
        response.ContentType = ContentType;
        if (Location is not null) response.Headers.Location = Location;
        await response.WriteAsync(Body, response.HttpContext.RequestAborted);
    }
}
