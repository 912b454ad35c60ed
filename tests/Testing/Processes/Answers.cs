using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Hark.Testing;

/// <param name="Body">Undefined when the answer has no JSON.</param>
public sealed record Answer(HttpStatusCode Status, JsonElement Body)
{
    public string Text(string field) => Body.GetProperty(field).GetString()!;
    public long Number(string field) => Body.GetProperty(field).GetInt64();

    /// <summary>The answer itself when it is a success.</summary>
    public Answer Good() => (int)Status < 300 ? this : throw new InvalidOperationException($"{(int)Status} {Body}");
}

public static class Answers
{
    public static async Task<Answer> Get(this HttpClient http, string path)
    {
        using var response = await http.GetAsync(path);
        return await Read(response);
    }

    public static Task<Answer> Post(this HttpClient http, string path, object body, string? idempotencyKey = null, string? bearer = null) =>
        http.PostContent(path, JsonContent.Create(body), idempotencyKey, bearer);

    public static Task<Answer> PostCsv(this HttpClient http, string path, string csv, string idempotencyKey) =>
        http.PostContent(path, new StringContent(csv, Encoding.UTF8, "text/csv"), idempotencyKey);

    public static async Task<Answer> Put(this HttpClient http, string path, object body)
    {
        using var response = await http.PutAsJsonAsync(path, body);
        return await Read(response);
    }

    public static async Task<Answer> PostContent(this HttpClient http, string path, HttpContent content, string? idempotencyKey = null, string? bearer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        if (bearer is not null) request.Headers.Authorization = new("Bearer", bearer);
        using var response = await http.SendAsync(request);
        return await Read(response);
    }

    static async Task<Answer> Read(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        using var json = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true ? JsonDocument.Parse(text) : null;
        return new Answer(response.StatusCode, json?.RootElement.Clone() ?? default);
    }
}
