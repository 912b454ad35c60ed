using Hark.Carriers;
using Hark.Testing;

namespace Hark.Api.Tests;

/// <summary>The product at a public address, sending through a provider that is spoken to over HTTP.</summary>
public sealed class HttpCarrierApi : ApiFixture, IAsyncLifetime
{
    public const string PublicUrl = "https://text.example.com/hark";
    public const string SigningToken = "signing-token-of-the-tests";

    public FakeProvider Provider { get; } = new();

    /// <summary>Has one picture, whatever is asked.</summary>
    public FakeProvider Stranger { get; } = new()
    {
        Answer = _ => new(async (stream, end) =>
        {
            var picture = SamplePictures.Jpeg();
            await ProviderAnswer.Raw($"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: {picture.Length}\r\n\r\n").Write(stream, end);
            await stream.WriteAsync(picture, end);
        }),
    };

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Carrier:Kind"] = "http",
        ["Http:Url"] = Provider.Url,
        ["Http:User"] = "AC123",
        ["Http:Password"] = "password-of-the-tests",
        ["Http:SigningToken"] = SigningToken,
        ["Media:PublicUrl"] = PublicUrl,
        ["Media:AllowPrivateAddresses"] = "true",
        ["Api:UnauthenticatedPerSecond"] = "20",
    };

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        Provider.Dispose();
        Stranger.Dispose();
    }

    /// <summary>A call of the provider.</summary>
    /// <param name="path">Below the public address.</param>
    /// <param name="signature">Null signs it as the provider does; an empty one is left out.</param>
    public async Task<Answer> Call(string path, IEnumerable<(string Name, string Value)> form, string? signature = null, string type = "application/x-www-form-urlencoded")
    {
        KeyValuePair<string, string>[] fields = [.. form.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))];
        signature ??= ProviderSignature.Of(SigningToken, PublicUrl + path, fields);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        request.Content.Headers.ContentType = new(type);
        if (signature.Length > 0) request.Headers.Add(ProviderSignature.Header, signature);
        using var response = await Anonymous.SendAsync(request);
        return new(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers.ContentType?.MediaType);
    }

    public Task<Answer> Receipt(string id, string status, params IEnumerable<(string, string)> more) =>
        Call("/carriers/http/status", [("MessageSid", id), ("MessageStatus", status), ("AccountSid", "AC123"), .. more]);

    public Task<Answer> Inbound(string id, string from, string to, string text, params IEnumerable<(string, string)> more) =>
        Call("/carriers/http/inbound", [("MessageSid", id), ("From", from), ("To", to), ("Body", text), .. more]);

    /// <summary>A store with one person opted in.</summary>
    public async Task<(HttpClient Client, string Store)> Ready(string number)
    {
        var (client, store) = await NewStore();
        await OptIn(client, store, number);
        // Who opted in is told so.
        await client.Until($"{store}/deliveries", d => d.Items().Any(i => i.GetProperty("status").GetString() == "submitted"));
        return (client, store);
    }
}
