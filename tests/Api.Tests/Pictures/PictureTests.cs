using System.Net;
using System.Text.Json;
using Hark.Testing;

namespace Hark.Api.Tests;

public sealed class PictureTests(PicturesApi api) : IClassFixture<PicturesApi>
{
    const string Number = "+15125550100";

    [Fact]
    public async Task Handset_ShowsOurAddressAndThePictureIsThere()
    {
        var (client, store) = await Ready("+15125550141");
        var source = "/a/" + api.NewName("photo");
        api.Change(source, SamplePictures.Jpeg());
        var sent = await Send(client, store, source, "+15125550141");
        Assert.Equal(HttpStatusCode.Accepted, sent.Status);
        // What the stranger shows from now on changes nothing.
        api.Change(source, SamplePictures.Gif);

        var delivery = await client.Until($"/v1/deliveries/{sent.Text("id")}", d => d.Text("status") == "delivered");
        var handset = (await api.Admin.Get("/v1/simulator/messages?to=%2B15125550141")).Items()[^1];
        var address = handset.GetProperty("mediaUrl").GetString()!;
        Assert.Equal("Main Street Motors: Hi Reply STOP to unsubscribe.", handset.GetProperty("text").GetString());
        Assert.Equal((address, address), (sent.Text("mediaUrl"), delivery.Text("mediaUrl")));
        Assert.EndsWith(".jpg", address, StringComparison.Ordinal);
        Assert.Equal(1, api.Asked(source));

        var (status, bytes, answer) = await api.Fetch(address);
        Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (status, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(SamplePictures.Jpeg(), bytes);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());

        var head = await api.Fetch(address, HttpMethod.Head);
        Assert.Equal((HttpStatusCode.OK, 0, 2_000), (head.Status, head.Bytes.Length, head.Answer.Content.Headers.ContentLength));
        var known = await api.Fetch(address, known: answer.Headers.ETag!.ToString());
        Assert.Equal((HttpStatusCode.NotModified, 0), (known.Status, known.Bytes.Length));
    }

    [Fact]
    public async Task SamePictureOfTwoStores_HasOneAddress()
    {
        var (one, other) = (await Ready(), await Ready());
        Assert.Equal((await Send(one.Client, one.Store, "/largest.jpg")).Text("mediaUrl"), (await Send(other.Client, other.Store, "/largest.jpg")).Text("mediaUrl"));
    }

    [Fact]
    public async Task AddressThatWasNotGivenOut_LeadsNowhere()
    {
        var (client, store) = await Ready();
        var address = (await Send(client, store, "/logo.png")).Text("mediaUrl");
        var token = address.Split('/')[^1][..22];
        foreach (var file in new[] { $"{token}.jpg", token, $"{token}.", $"{token}.png.exe", $"x{token[1..]}.png", $"{token[..21]}.png", "%00.png", "AAAAAAAAAAAAAAAAAAAAAA.png", "..%2F..%2Fhark.db", $"{token}.png/x" })
            Assert.Contains((await api.Fetch($"{PicturesApi.PublicUrl}media/{file}")).Status, new[] { HttpStatusCode.NotFound, HttpStatusCode.BadRequest });
        (await api.Anonymous.Get($"/media/{token}.jpg")).IsProblem(404, "not_found");
        Assert.Equal(HttpStatusCode.OK, (await api.Fetch(address)).Status);
    }

    [Theory]
    [InlineData("/451.jpg", Codes.MediaTooLarge)]
    [InlineData("/page.jpg", Codes.MediaFormatUnsupported)]
    [InlineData("/away.jpg", Codes.MediaRedirected)]
    [InlineData("/none.jpg", Codes.MediaUnreachable)]
    public async Task PictureThatCannotBeSent_IsRefused(string source, string code)
    {
        var (client, store) = await Ready();
        (await Send(client, store, source)).IsProblem(422, code);
        (await client.Send("POST", store + "/campaigns", new { name = "Sale", text = "Hi", kind = "marketing", mediaUrl = api.At(source) })).IsProblem(422, code);
        (await client.Send("POST", store + "/campaigns:estimate", new { text = "Hi", kind = "marketing", mediaUrl = api.At(source) })).IsProblem(422, code);
        Assert.Empty(await ApiFixture.SentBy(client, store));
        Assert.Empty((await client.Get(store + "/campaigns")).Items());
    }

    [Fact]
    public async Task PictureOfATextThatIsRefused_IsNotFetched()
    {
        var (client, store) = await Ready();
        var source = "/unasked/" + api.NewName("photo");
        api.Change(source, SamplePictures.Jpeg());
        (await Send(client, store, source, "+15125550143")).IsProblem(422, Codes.NotOptedIn);
        (await Send(client, store, source, text: new string('x', 1601))).IsProblem(422, Codes.TextTooLong);
        await client.Send("DELETE", $"{store}/subscribers/{Number}/consent");
        (await Send(client, store, source)).IsProblem(422, Codes.OptedOut);
        (await client.Send("POST", store + "/campaigns", new { name = " ", text = "Hi", kind = "marketing", mediaUrl = api.At(source) })).IsProblem(422, Codes.CampaignNameInvalid);
        (await client.Send("POST", store + "/campaigns", new { name = "Sale", text = new string('x', 1600), kind = "marketing", mediaUrl = api.At(source) })).IsProblem(422, Codes.TextTooLong);
        (await client.Send("POST", store + "/campaigns:estimate", new { text = "Hi\u0007", kind = "marketing", mediaUrl = api.At(source) })).IsProblem(422, Codes.TextControlCharacters);
        Assert.Equal(0, api.Asked(source));
    }

    [Fact]
    public async Task SameWordsWithAnotherPicture_AreNoDuplicate()
    {
        var (client, store) = await Ready();
        foreach (var source in new[] { "/photo.jpg", "/logo.png", null })
        {
            var sent = await Send(client, store, source);
            await client.Until($"/v1/deliveries/{sent.Text("id")}", d => d.Text("status") == "delivered");
        }
        foreach (var source in new[] { "/photo.jpg", "/logo.png", null }) (await Send(client, store, source)).IsProblem(422, Codes.Duplicate);
    }

    [Fact]
    public async Task PictureWithoutWords_SaysWhoSendsIt()
    {
        var (client, store) = await Ready();
        var sent = await Send(client, store, "/photo.jpg", text: "");
        Assert.Equal(("Main Street Motors: Reply STOP to unsubscribe.", 1), (sent.Text("text"), sent.Json.GetProperty("parts").GetInt32()));
        (await Send(client, store, null, text: "")).IsProblem(422, Codes.TextEmpty);
    }

    [Fact]
    public async Task CampaignWithAPicture_IsOnePartForEach()
    {
        var (client, store) = await Ready();
        await ApiFixture.OptIn(client, store, "+15125550142");
        var draft = new { name = "Sale", text = new string('x', 800), kind = "marketing", mediaUrl = api.At("/photo.jpg") };
        var estimate = await client.Send("POST", store + "/campaigns:estimate", draft);
        Assert.Equal((2, 2, 1), (Number(estimate, "parts"), Number(estimate, "partsPer160"), Number(estimate, "partsEach")));

        var campaign = await client.Send("POST", store + "/campaigns", draft);
        Assert.Equal(HttpStatusCode.Accepted, campaign.Status);
        var view = await client.Until(campaign.Headers.Location!.ToString(), c => c.Text("status") == "completed");
        Assert.Equal(1, Number(view, "parts"));
        var handset = (await api.Admin.Get("/v1/simulator/messages?to=%2B15125550142")).Items()[^1];
        Assert.Equal(view.Text("mediaUrl"), handset.GetProperty("mediaUrl").GetString());
        Assert.Equal(SamplePictures.Jpeg(), (await api.Fetch(view.Text("mediaUrl"))).Bytes);

        static long Number(Answer answer, string field) => answer.Json.GetProperty(field).GetInt64();
    }

    [Theory]
    [InlineData("/messages")]
    [InlineData("/campaigns")]
    public async Task RequestMadeAgain_KeepsThePictureThatItHad(string kind)
    {
        var (client, store) = await Ready();
        var source = "/again/" + api.NewName("photo");
        api.Change(source, SamplePictures.Jpeg());
        var body = JsonSerializer.Serialize(kind == "/messages"
            ? new Dictionary<string, string> { ["to"] = Number, ["text"] = "Hi", ["kind"] = "marketing", ["mediaUrl"] = api.At(source) }
            : new Dictionary<string, string> { ["name"] = "Sale", ["text"] = "Hi", ["kind"] = "marketing", ["startAt"] = "2099-01-01T00:00:00Z", ["mediaUrl"] = api.At(source) });
        api.Disturbances.AnswersCannotBeStored = true;
        try
        {
            (await client.Send("POST", store + kind, body, key: "once")).IsProblem(503, Codes.StorageUnavailable);
        }
        finally
        {
            api.Disturbances.AnswersCannotBeStored = false;
        }
        api.Change(source, null);

        var again = await client.Send("POST", store + kind, body, key: "once");
        Assert.Equal(HttpStatusCode.Accepted, again.Status);
        Assert.Equal(SamplePictures.Jpeg(), (await api.Fetch(again.Text("mediaUrl"))).Bytes);
        Assert.Equal(1, api.Asked(source));
    }

    async Task<(HttpClient Client, string Store)> Ready(string number = Number)
    {
        var (client, store) = await api.NewStore();
        await ApiFixture.OptIn(client, store, number);
        return (client, store);
    }

    Task<Answer> Send(HttpClient client, string store, string? source, string to = Number, string text = "Hi") =>
        client.Send("POST", store + "/messages", source is null ? new { to, text, kind = "marketing" } : new { to, text, kind = "marketing", mediaUrl = api.At(source) });
}
