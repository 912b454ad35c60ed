using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Hark.Api.Tests;

/// <summary>An answer read to its end.</summary>
public sealed record Answer(HttpStatusCode Status, string Body, HttpResponseHeaders Headers, string? MediaType)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
    public string Text(string field) => Json.GetProperty(field).GetString()!;

    /// <summary>What is on this page of a list.</summary>
    public IReadOnlyList<JsonElement> Items() => [.. Json.GetProperty("items").EnumerateArray()];

    public void IsProblem(int status, string code)
    {
        Assert.True((int)Status == status, $"{(int)Status} instead of {status}: {Body}");
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal(code, Text("code"));
        Assert.Equal(status, Json.GetProperty("status").GetInt32());
        Assert.NotEmpty(Text("type"));
        Assert.NotEmpty(Text("title"));
        Assert.NotEmpty(Text("detail"));
    }
}

public static class Http
{
    /// <param name="body">A string is sent as it is, bytes too, anything else as JSON.</param>
    public static async Task<Answer> Send(this HttpClient client, string method, string path, object? body = null, string? key = null, string mediaType = "application/json", string? accept = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body switch
        {
            null => null,
            string text => new StringContent(text, Encoding.UTF8, mediaType),
            byte[] bytes => new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } },
            Stream stream => new StreamContent(stream) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } },
            _ => JsonContent.Create(body),
        };
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        if (accept is not null) request.Headers.Accept.ParseAdd(accept);
        using var response = await client.SendAsync(request);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>Asks until the answer is as wanted, for half a minute at most.</summary>
    public static async Task<Answer> Until(this HttpClient client, string path, Func<Answer, bool> wanted)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var start = TimeProvider.System.GetTimestamp();
        Answer answer;
        do
        {
            answer = await client.Get(path);
            if (wanted(answer)) return answer;
        }
        while (await pause.WaitForNextTickAsync() && TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(30));
        throw new TimeoutException($"{path} still answers {answer.Body}");
    }

    public static Task<Answer> Get(this HttpClient client, string path, string? accept = null) => client.Send("GET", path, accept: accept);
}
