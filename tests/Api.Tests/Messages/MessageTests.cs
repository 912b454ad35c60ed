using System.Net;

namespace Hark.Api.Tests;

public sealed class MessageTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string Number = "+15125550100";

    [Fact]
    public async Task Message_IsAcceptedMeasuredAndFound()
    {
        var (client, store) = await Ready();
        var sent = await client.Send("POST", store + "/messages", new { to = Number, text = "Your car is ready", kind = "informational" });
        Assert.Equal(HttpStatusCode.Accepted, sent.Status);
        Assert.Equal("queued", sent.Text("status"));
        Assert.Equal("gsm7", sent.Text("encoding"));
        Assert.Equal(1, sent.Json.GetProperty("parts").GetInt32());
        Assert.Equal("Main Street Motors: Your car is ready", sent.Text("text"));
        Assert.Equal($"/v1/deliveries/{sent.Text("id")}", sent.Headers.Location!.ToString());

        var delivery = await client.Get($"/v1/deliveries/{sent.Text("id")}");
        Assert.Equal(Number, delivery.Text("to"));
        Assert.Equal("informational", delivery.Text("kind"));
        var listed = await client.Get($"{store}/deliveries?number=%2B15125550100");
        Assert.Contains(listed.Items(), d => d.GetProperty("id").GetString() == sent.Text("id"));
        Assert.Empty((await client.Get($"{store}/deliveries?number=%2B15125550101")).Items());
        await client.Until($"/v1/deliveries/{sent.Text("id")}", d => d.Text("status") == "delivered");
    }

    public static TheoryData<string, int, string> BadBodies => new()
    {
        { Body(text: ""), 422, Codes.TextEmpty },
        { Body(text: "   "), 422, Codes.TextEmpty },
        { Body(text: new string('a', 1601)), 422, Codes.TextTooLong },
        // With the sender's name and the opt-out line.
        { Body(text: new string('a', 1600)), 422, Codes.TextTooLong },
        { Body(text: "bell \\u0007"), 422, Codes.TextControlCharacters },
        { Body(text: "nul \\u0000"), 422, Codes.TextControlCharacters },
        { Body(text: "half \\ud83d"), 400, "request_malformed" },
        { Body(text: "other half \\ude00!"), 400, "request_malformed" },
        { Body(to: "5125550100"), 422, Codes.NumberMalformed },
        { Body(to: "nobody"), 422, Codes.NumberMalformed },
        { Body(to: ""), 422, Codes.NumberMalformed },
        { Body(to: "911"), 422, Codes.NumberEmergency },
        { Body(to: "+112"), 422, Codes.NumberEmergency },
        { Body(to: "+12129115501"), 422, Codes.NumberEmergency },
        { Body(to: "12345"), 422, Codes.NumberShort },
        { Body(to: "+19005550100"), 422, Codes.NumberPremium },
        { Body(to: "+11115550100"), 422, Codes.NumberUnassigned },
        { Body(to: "+18005550100"), 422, Codes.NumberUnassigned },
        { Body(to: "+15125550101"), 422, Codes.NotOptedIn },
        { Body(kind: "spam"), 400, "request_malformed" },
        { $$"""{"to":"{{Number}}","text":"Hi","kind":3}""", 400, "request_malformed" },
        { $$"""{"to":"{{Number}}","text":"Hi"}""", 400, "field_missing" },
        { $$"""{"to":"{{Number}}","kind":"marketing"}""", 400, "field_missing" },
        { """{"text":"Hi","kind":"marketing"}""", 400, "field_missing" },
        { $$"""{"to":"{{Number}}","text":"Hi","kind":"marketing","mediaUrl":"http://169.254.169.254/latest/meta-data"}""", 422, Codes.MediaNotPublic },
        { $$"""{"to":"{{Number}}","text":"Hi","kind":"marketing","mediaUrl":""}""", 422, Codes.MediaUrlInvalid },
        { $$"""{"to":"{{Number}}","text":"Hi","kind":"marketing","sendNow":true}""", 400, "request_malformed" },
        { $$"""{"to":"{{Number}}","to":"{{Number}}","text":"Hi","kind":"marketing"}""", 400, "request_malformed" },
        { $$"""{"To":"{{Number}}","text":"Hi","kind":"marketing"}""", 400, "request_malformed" },
        { """{"to":15125550100,"text":"Hi","kind":"marketing"}""", 400, "request_malformed" },
        { $$"""{"to":["{{Number}}"],"text":"Hi","kind":"marketing"}""", 400, "request_malformed" },
        { "[]", 400, "request_malformed" },
        { "null", 400, "request_malformed" },
        { "", 400, "request_malformed" },
        { "{", 400, "request_malformed" },
        { "to=me", 400, "request_malformed" },
        { "{\"to\":" + string.Concat(Enumerable.Repeat("[", 40)) + string.Concat(Enumerable.Repeat("]", 40)) + "}", 400, "request_malformed" },
    };

    [Theory, MemberData(nameof(BadBodies))]
    public async Task BodyThatCannotBe_IsRefused(string body, int status, string code)
    {
        var (client, store) = await Ready();
        (await client.Send("POST", store + "/messages", body)).IsProblem(status, code);
        Assert.Empty(await ApiFixture.SentBy(client, store));
    }

    [Fact]
    public async Task SixteenHundredCharacters_AreTaken()
    {
        var (client, store) = await Ready();
        var sent = await client.Send("POST", store + "/messages", Body(text: new string('a', 1600), kind: "conversational"));
        Assert.Equal(11, sent.Json.GetProperty("parts").GetInt32());
    }

    [Fact]
    public async Task SameTextTwice_IsADuplicate()
    {
        var (client, store) = await Ready();
        var sent = await client.Send("POST", store + "/messages", Body());
        await client.Until($"/v1/deliveries/{sent.Text("id")}", d => d.Text("status") == "delivered");
        (await client.Send("POST", store + "/messages", Body())).IsProblem(422, Codes.Duplicate);
        Assert.Single(await ApiFixture.SentBy(client, store));
    }

    [Fact]
    public async Task UnknownField_IsNamed()
    {
        var (client, store) = await Ready();
        var answer = await client.Send("POST", store + "/messages", $$"""{"to":"{{Number}}","txt":"Hi","kind":"marketing"}""");
        Assert.Contains("$.txt", answer.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BytesThatAreNoUtf8_AreRefused()
    {
        var (client, store) = await Ready();
        var body = System.Text.Encoding.Latin1.GetBytes($$"""{"to":"{{Number}}","text":"caf{{'\u00e9'}}","kind":"marketing"}""");
        (await client.Send("POST", store + "/messages", body)).IsProblem(400, "request_malformed");
    }

    [Fact]
    public async Task OtherMediaType_IsRefused()
    {
        var (client, store) = await Ready();
        (await client.Send("POST", store + "/messages", Body(), mediaType: "text/plain")).IsProblem(415, "media_type_unsupported");
    }

    [Fact]
    public async Task BodyBeyondTheLimit_IsRefused()
    {
        var (client, store) = await Ready();
        (await client.Send("POST", store + "/messages", Body(text: new string('a', 300_000)))).IsProblem(413, "request_too_large");
    }

    [Fact]
    public async Task SomebodyElsesDelivery_IsUnknown()
    {
        var (client, store) = await Ready();
        var sent = await client.Send("POST", store + "/messages", Body());
        (await (await api.NewAccount()).Get($"/v1/deliveries/{sent.Text("id")}")).IsProblem(404, "delivery_unknown");
        (await client.Get("/v1/deliveries/dl_987654321")).IsProblem(404, "delivery_unknown");
        (await client.Get("/v1/deliveries/12")).IsProblem(404, "delivery_unknown");
    }

    [Theory]
    [InlineData("campaign=12", 400, "filter_invalid")]
    [InlineData("status=lost", 400, "filter_invalid")]
    [InlineData("number=me", 422, Codes.NumberMalformed)]
    public async Task FilterThatCannotBe_IsRefused(string query, int status, string code)
    {
        var (client, store) = await Ready();
        (await client.Get($"{store}/deliveries?{query}")).IsProblem(status, code);
    }

    async Task<(HttpClient, string)> Ready()
    {
        var (client, store) = await api.NewStore();
        await ApiFixture.OptIn(client, store, Number);
        return (client, store);
    }

    static string Body(string to = Number, string text = "Hi", string kind = "marketing") => $$"""{"to":"{{to}}","text":"{{text}}","kind":"{{kind}}"}""";
}
