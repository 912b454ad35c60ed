using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Hark.Api.Tests;

/// <summary>Pictures by the CRM Text surface: <c>mmsurl</c>.</summary>
public sealed class CrmTextPictureTests(PicturesApi api) : IClassFixture<PicturesApi>
{
    [Fact]
    public async Task PictureOfAMessage_ReachesTheHandset_AlsoWithoutWords()
    {
        var (client, store) = await api.NewStore();
        await ApiFixture.OptIn(client, store, "+15125550177");
        var keyword = (await client.Get(store)).Text("keyword");

        var sent = await Call(keyword, ("method", "sendsmsmsg"), ("phone_number", "5125550177"), ("message", ""), ("mmsurl", api.At("/photo.jpg")));
        var refused = await Call(keyword, ("method", "sendsmsmsg"), ("phone_number", "5125550177"), ("message", "Look"), ("mmsurl", api.At("/nothing-here")));

        Assert.Equal((HttpStatusCode.OK, null), sent);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, Codes.MediaUnreachable), refused);
        var handset = await api.Admin.Until("/v1/simulator/messages?to=%2B15125550177", h => h.Items().Any(m => m.GetProperty("mediaUrl").GetString() is not null));
        Assert.Contains("Main Street Motors", handset.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Look", handset.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/451.jpg", Codes.MediaTooLarge)]
    // Its server calls it image/jpeg.
    [InlineData("/page.jpg", Codes.MediaFormatUnsupported)]
    [InlineData("/away.jpg", Codes.MediaRedirected)]
    public async Task PictureThatCannotBeSent_IsRefused(string source, string code)
    {
        var (client, store) = await api.NewStore();
        await ApiFixture.OptIn(client, store, "+15125550178");
        var keyword = (await client.Get(store)).Text("keyword");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), await Call(keyword, ("method", "sendsmsmsg"), ("phone_number", "5125550178"), ("message", "Look"), ("mmsurl", api.At(source))));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), await Call(keyword, ("method", "sendcampaign"), ("message", "Look"), ("mmsurl", api.At(source))));
        Assert.Empty(await ApiFixture.SentBy(client, store));
        Assert.Empty((await client.Get(store + "/campaigns")).Items());
    }

    [Fact]
    public async Task PictureOfAMessageThatIsRefused_IsNotFetched_AndWhoWasNeverAskedIsAsked()
    {
        var (client, store) = await api.NewStore();
        var keyword = (await client.Get(store)).Text("keyword");
        var asked = api.Asked("/photo.jpg");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, Codes.NotOptedIn), await Call(keyword, ("method", "sendsmsmsg"), ("phone_number", "5125550179"), ("mmsurl", api.At("/photo.jpg"))));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, Codes.OptInPending), await Call(keyword, ("method", "sendoptinandsms"), ("phone_number", "5125550179"), ("mmsurl", api.At("/photo.jpg"))));

        Assert.Equal("pending", (await client.Get($"{store}/subscribers/+15125550179")).Text("status"));
        Assert.Equal(asked, api.Asked("/photo.jpg"));
    }

    async Task<(HttpStatusCode Status, string? Code)> Call(string keyword, params IEnumerable<(string Name, string Value)> fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/smapi/rest") { Content = new FormUrlEncodedContent(fields.ToDictionary(f => f.Name, f => f.Value)) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"owner@example.com:correct horse battery:{keyword}")));
        using var answer = await api.Anonymous.SendAsync(request);
        return (answer.StatusCode, answer.Headers.TryGetValues("Hark-Code", out var code) ? code.Single() : null);
    }
}
