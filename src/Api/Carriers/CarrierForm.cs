using Hark.Carriers;
using Hark.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Hark.Api;

/// <summary>A form that a provider posted, known to be its own by its signature.</summary>
sealed class CarrierForm
{
    const string Type = "application/x-www-form-urlencoded";

    readonly ILookup<string, string> _fields;

    CarrierForm(IEnumerable<KeyValuePair<string, string>> fields) => _fields = fields.ToLookup(f => f.Key, f => f.Value, StringComparer.Ordinal);

    /// <exception cref="ProblemException">The link is unknown, the body is no form, or the signature is wrong or missing.</exception>
    /// <exception cref="BadHttpRequestException">The body is too large.</exception>
    public static async Task<CarrierForm> Read(HttpRequest request, string link, IHttpLinks links, IOptions<MediaOptions> media)
    {
        if (links.Find(link) is not { SignatureKey: { } key } || media.Value.PublicUrl is not { Length: > 0 } publicUrl)
            throw new ProblemException(ApiCodes.CarrierLinkUnknown, "No link of that name is called here.");
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals(Type, StringComparison.OrdinalIgnoreCase))
            throw new ProblemException(ApiCodes.MediaTypeUnsupported, $"Post a form with Content-Type: {Type}.");
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        var fields = FormText.Parse(body.ToArray()).ToList();
        // Before anything in the form is looked at: a stranger is told nothing of what is expected.
        var signature = request.Headers[ProviderSignature.Header];
        if (signature is not [{ } given] || !ProviderSignature.Matches(key, new Uri(publicUrl), request.Path.ToUriComponent() + request.QueryString, fields, given))
            throw new ProblemException(ApiCodes.SignatureInvalid, $"The signature in {ProviderSignature.Header} is missing or wrong. It is made with the link's signing token over Media:PublicUrl, the path, the query and the form.");
        return new(fields);
    }

    /// <summary>May be empty.</summary>
    /// <exception cref="ProblemException">The field is missing or doubled.</exception>
    public string Required(string name) => Optional(name) ?? throw new ProblemException(ApiCodes.FieldMissing, $"The parameter {name} is missing.");

    /// <exception cref="ProblemException">The field is doubled.</exception>
    public string? Optional(string name) => _fields[name].Take(2).ToList() switch
    {
        [] => null,
        [var value] => value,
        _ => throw new ProblemException(ApiCodes.FieldDoubled, $"The parameter {name} is given twice. Give it once."),
    };

    /// <summary>The provider's id of the message, as Hark keeps it.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public string Reference(string link)
    {
        var id = Required("MessageSid");
        return HttpReference.IsId(id) ? LinkReference.Of(link, id) : throw new ProblemException(ApiCodes.FieldInvalid, "MessageSid must have 1 to 100 visible ASCII characters.");
    }
}
