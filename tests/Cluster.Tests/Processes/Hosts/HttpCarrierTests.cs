using System.Net;
using Hark.Carriers;

namespace Hark.Cluster.Tests;

/// <summary>Silos post texts to the provider; the provider calls API hosts, which have no actors.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class HttpCarrierTests(ITestOutputHelper output)
{
    const string PublicUrl = "https://text.example.com";
    const string Password = "password-of-the-tests";

    [Fact]
    public async Task CallsOfTheProvider_AreTakenByAnApiHost()
    {
        using var provider = new FakeProvider();
        await using var cluster = await ProcessCluster.Start(silos: 1, hosts: 1, rate: 100,
            ("Carrier__Kind", "http"), ("Http__Url", provider.Url), ("Http__User", "AC123"), ("Http__Password", Password), ("Media__PublicUrl", PublicUrl));
        await cluster.Story(output, async () =>
        {
            var http = cluster.Http;
            var shop = await Shop.Open(http);
            var number = Shop.People(1).Single().ToString();
            (await http.Put($"{shop.Path}/subscribers/{number}/consent", new { source = "web form", evidence = "form 17" })).Good();
            var sent = $"/v1/deliveries/{(await http.Post($"{shop.Path}/messages", new { to = number, text = "Your car is ready.", kind = "informational" })).Good().Text("id")}";
            await Until.True(async () => (await http.Get(sent)).Good().Text("status") == "submitted", "the provider has the text");
            var posted = provider.Received.Last(r => r["Body"].Contains("Your car", StringComparison.Ordinal));
            var id = (await http.Get(sent)).Good().Text("carrierReference")["http:".Length..];

            Assert.Equal(HttpStatusCode.NoContent, await Call(http, "status", ("MessageSid", id), ("MessageStatus", "delivered")));
            Assert.Equal("delivered", (await http.Get(sent)).Good().Text("status"));
            Assert.Equal(HttpStatusCode.OK, await Call(http, "inbound", ("MessageSid", "SMstop"), ("From", number), ("To", posted["From"]), ("Body", "STOP")));
            Assert.Equal("opted_out", (await http.Get($"{shop.Path}/subscribers/{number}")).Good().Text("status"));
        });
    }

    static async Task<HttpStatusCode> Call(HttpClient http, string path, params IEnumerable<(string Name, string Value)> form)
    {
        KeyValuePair<string, string>[] fields = [.. form.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))];
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/carriers/http/{path}") { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add(ProviderSignature.Header, ProviderSignature.Of(Password, $"{PublicUrl}/carriers/http/{path}", fields));
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
