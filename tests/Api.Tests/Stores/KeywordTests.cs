using System.Net;

namespace Hark.Api.Tests;

public sealed class KeywordTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Keywords_AreAddedListedAndGivenUp()
    {
        var (client, store) = await api.NewStore();
        var (pizza, menu) = (api.NewName("PIZZA"), api.NewName("MENU"));
        var added = await client.Send("POST", store + "/keywords", new { keyword = pizza.ToLowerInvariant(), use = "opt_in" });
        Assert.Equal((HttpStatusCode.Created, pizza, "opt_in"), (added.Status, added.Text("keyword"), added.Text("use")));
        Assert.Equal(store + "/keywords", added.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Created, (await client.Send("POST", store + "/keywords", new { keyword = menu, use = "responder" })).Status);
        var texts = await client.Send("PUT", $"{store}/keywords/{menu}/responder", new { optedInText = "Members eat free.", otherText = "Join us." });
        Assert.Equal(("Members eat free.", "Join us."), (texts.Text("optedInText"), texts.Text("otherText")));

        var items = (await client.Get(store + "/keywords")).Items();
        Assert.Equal(["primary", "opt_in", "responder"], items.Select(item => item.GetProperty("use").GetString()));
        Assert.Equal("Join us.", items[2].GetProperty("otherText").GetString());

        Assert.Equal(HttpStatusCode.NoContent, (await client.Send("DELETE", $"{store}/keywords/{pizza}")).Status);
        (await client.Send("DELETE", $"{store}/keywords/{pizza}")).IsProblem(404, Codes.KeywordUnknown);
        var other = await api.NewStore();
        Assert.Equal(HttpStatusCode.Created, (await other.Client.Send("POST", other.Store + "/keywords", new { keyword = pizza, use = "opt_in" })).Status);
        (await client.Send("POST", store + "/keywords", new { keyword = pizza, use = "opt_in" })).IsProblem(409, Codes.KeywordTaken);
    }

    [Theory]
    [InlineData("""{"keyword":"STOP","use":"opt_in"}""", 422, Codes.KeywordReserved)]
    [InlineData("""{"keyword":"yes","use":"responder"}""", 422, Codes.KeywordReserved)]
    [InlineData("""{"keyword":"ABC","use":"opt_in"}""", 422, Codes.KeywordInvalid)]
    [InlineData("""{"keyword":"PIZZA","use":"primary"}""", 409, Codes.KeywordPrimary)]
    [InlineData("""{"keyword":"PIZZA","use":"other"}""", 400, ApiCodes.RequestMalformed)]
    [InlineData("""{"keyword":"PIZZA","use":2}""", 400, ApiCodes.RequestMalformed)]
    [InlineData("""{"keyword":"PIZZA"}""", 400, ApiCodes.FieldMissing)]
    [InlineData("""{"use":"opt_in"}""", 400, ApiCodes.FieldMissing)]
    [InlineData("""{"keyword":"PIZZA","use":"opt_in","text":"x"}""", 400, ApiCodes.RequestMalformed)]
    public async Task KeywordThatCannotBe_IsRefused(string body, int status, string code)
    {
        var (client, store) = await api.NewStore();
        (await client.Send("POST", store + "/keywords", body)).IsProblem(status, code);
        Assert.Single((await client.Get(store + "/keywords")).Items());
    }

    [Fact]
    public async Task PrimaryKeyword_StaysAndHasNoTextsOfItsOwn()
    {
        var (client, store) = await api.NewStore();
        var primary = (await client.Get(store)).Text("keyword");
        (await client.Send("DELETE", $"{store}/keywords/{primary}")).IsProblem(409, Codes.KeywordPrimary);
        (await client.Send("PUT", $"{store}/keywords/{primary}/responder", new { optedInText = "in", otherText = "out" })).IsProblem(409, Codes.KeywordNotResponder);
        (await client.Send("POST", store + "/keywords", new { keyword = primary, use = "responder" })).IsProblem(409, Codes.KeywordInUse);
    }

    [Fact]
    public async Task ResponderTextsThatCannotBe_AreRefused()
    {
        var (client, store) = await api.NewStore();
        var menu = api.NewName("MENU");
        await client.Send("POST", store + "/keywords", new { keyword = menu, use = "responder" });
        var path = $"{store}/keywords/{menu}/responder";
        (await client.Send("PUT", path, new { optedInText = "in" })).IsProblem(400, ApiCodes.FieldMissing);
        (await client.Send("PUT", path, new { optedInText = "in", otherText = " " })).IsProblem(422, Codes.TextEmpty);
        (await client.Send("PUT", path, new { optedInText = new string('x', 1601), otherText = "out" })).IsProblem(422, Codes.TextTooLong);
        (await client.Send("PUT", $"{store}/keywords/NOBODYS/responder", new { optedInText = "in", otherText = "out" })).IsProblem(404, Codes.KeywordUnknown);
    }
}
