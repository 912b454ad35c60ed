using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Hark.Api;

/// <summary>A request's parameters: of the query and of the body, whatever the case of their names. An empty one is absent.</summary>
sealed class CrmTextRequest
{
    const int MostFields = 100;

    readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);

    CrmTextRequest(IEnumerable<KeyValuePair<string, string>> fields)
    {
        foreach (var (name, value) in fields)
        {
            if (value.Length == 0) continue;
            if (_fields.TryGetValue(name, out var before) && before != value)
                throw new ProblemException(ApiCodes.FieldDoubled, $"The parameter {name} is given twice, with different values. Give it once.");
            if (_fields.Count == MostFields) throw new ProblemException(ApiCodes.RequestMalformed, $"The request has more than {MostFields} parameters.");
            _fields[name] = value;
        }
    }

    /// <summary>In lower case; empty when there is none.</summary>
    public string Method => (this["method"] ?? "").Trim().ToLowerInvariant();

    public string? this[string name] => _fields.GetValueOrDefault(name);

    /// <exception cref="ProblemException">The parameter is missing.</exception>
    public string Required(string name) =>
        this[name] ?? throw new ProblemException(ApiCodes.FieldMissing, $"The parameter {name} is missing.");

    /// <exception cref="ProblemException">A parameter is doubled, or the body cannot be read.</exception>
    /// <remarks>Clients send a form under two Content-Type headers, under none, and under <c>application/xml</c>: only multipart is told apart.</remarks>
    public static async Task<CrmTextRequest> Read(HttpRequest request)
    {
        var query = Encoding.UTF8.GetBytes(request.QueryString.Value ?? "").AsMemory();
        var body = Boundary(request) is { } boundary ? await ReadMultipart(request.Body, boundary) : FormText.Parse(await ReadAll(request.Body));
        return new([.. FormText.Parse(query.IsEmpty ? query : query[1..]), .. body]);
    }

    static string? Boundary(HttpRequest request)
    {
        foreach (var type in request.Headers.ContentType)
            if (MediaTypeHeaderValue.TryParse(type, out var parsed) && parsed.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
                return HeaderUtilities.RemoveQuotes(parsed.Boundary).Value;
        return null;
    }

    static async Task<byte[]> ReadAll(Stream body)
    {
        using var whole = new MemoryStream();
        await body.CopyToAsync(whole);
        return whole.ToArray();
    }

    static async Task<List<KeyValuePair<string, string>>> ReadMultipart(Stream body, string boundary)
    {
        var fields = new List<KeyValuePair<string, string>>();
        try
        {
            var parts = new MultipartReader(boundary, body);
            while (await parts.ReadNextSectionAsync() is { } part)
            {
                var name = ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition) ? HeaderUtilities.RemoveQuotes(disposition.Name).Value : null;
                if (name is not null) fields.Add(new(name, Encoding.UTF8.GetString(await ReadAll(part.Body))));
            }
        }
        catch (Exception e) when (e is InvalidDataException || (e is IOException and not BadHttpRequestException))
        {
            throw new ProblemException(ApiCodes.RequestMalformed, "The body is not the multipart/form-data that its Content-Type promises.");
        }
        return fields;
    }
}
