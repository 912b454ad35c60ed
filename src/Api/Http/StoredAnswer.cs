using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hark.Api;

/// <summary>An answer as it is kept with its idempotency key.</summary>
/// <param name="Code">The stable code of a refusal, where a header tells it. Left out otherwise: hosts of the version before read no more than they know.</param>
sealed record StoredAnswer(string? ContentType, string? Location, string Body, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code = null)
{
    public static StoredAnswer Of(HttpResponse response, string body) =>
        new(response.ContentType, response.Headers.Location, body, response.Headers[CrmTextSurface.CodeHeader]);

    public string Write() => JsonSerializer.Serialize(this, ApiJson.Options);
    public static StoredAnswer Read(string text) => JsonSerializer.Deserialize<StoredAnswer>(text, ApiJson.Options)!;

    public async Task Send(HttpResponse response, int status)
    {
        response.StatusCode = status;
        response.ContentType = ContentType;
        if (Location is not null) response.Headers.Location = Location;
        if (Code is not null) response.Headers[CrmTextSurface.CodeHeader] = Code;
        await response.WriteAsync(Body, response.HttpContext.RequestAborted);
    }
}
