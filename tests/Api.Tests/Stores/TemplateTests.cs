using System.Net;

namespace Hark.Api.Tests;

public sealed class TemplateTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string Wording = "Main Street Motors: no more texts, bye. HELP for help.";

    [Fact]
    public async Task Template_IsWordedUsedAndSetBack()
    {
        var (client, store) = await api.NewStore();
        var before = (await client.Get(store + "/templates")).Items();
        Assert.Equal(["opt_in_request", "confirmation", "already_in", "opt_out", "help"], before.Select(item => item.GetProperty("kind").GetString()));
        var worded = await client.Send("PUT", store + "/templates/opt_out", new { text = Wording });
        Assert.Equal((HttpStatusCode.OK, Wording, true), (worded.Status, worded.Text("text"), worded.Json.GetProperty("custom").GetBoolean()));

        const string number = "+15125550188";
        await ApiFixture.OptIn(client, store, number);
        await client.Send("DELETE", $"{store}/subscribers/{number}/consent");
        await api.Admin.Until("/v1/simulator/messages?to=%2B15125550188", m => m.Body.Contains(Wording, StringComparison.Ordinal));

        var back = await client.Send("DELETE", store + "/templates/opt_out");
        Assert.Equal((HttpStatusCode.OK, before[3].GetProperty("text").GetString(), false), (back.Status, back.Text("text"), back.Json.GetProperty("custom").GetBoolean()));
    }

    [Fact]
    public async Task WordingThatCannotBe_IsRefusedAndToldWhatIsMissing()
    {
        var (client, store) = await api.NewStore();
        var refused = await client.Send("PUT", store + "/templates/opt_out", new { text = "Goodbye." });
        refused.IsProblem(422, Codes.TemplateIncomplete);
        Assert.All(new[] { "the brand", "no more messages", "HELP" }, missing => Assert.Contains(missing, refused.Text("detail"), StringComparison.Ordinal));
        (await client.Send("PUT", store + "/templates/opt_out", new { text = "" })).IsProblem(422, Codes.TextEmpty);
        (await client.Send("PUT", store + "/templates/opt_out", "{}")).IsProblem(400, ApiCodes.FieldMissing);
    }

    [Theory]
    [InlineData("responder")]
    [InlineData("OptOut")]
    [InlineData("goodbye")]
    public async Task TemplateThatIsNone_IsUnknown(string kind)
    {
        var (client, store) = await api.NewStore();
        (await client.Send("PUT", $"{store}/templates/{kind}", new { text = Wording })).IsProblem(404, Codes.TemplateUnknown);
        (await client.Send("DELETE", $"{store}/templates/{kind}")).IsProblem(404, Codes.TemplateUnknown);
    }

    [Fact]
    public async Task ChangeThatMakesATemplateIncomplete_IsRefused()
    {
        var (client, store) = await api.NewStore();
        await client.Send("PUT", store + "/templates/opt_out", new { text = Wording });
        (await client.Send("PATCH", store, new { brand = "Flowers" })).IsProblem(422, Codes.TemplateIncomplete);
        await client.Send("DELETE", store + "/templates/opt_out");
        Assert.Equal("Flowers", (await client.Send("PATCH", store, new { brand = "Flowers" })).Text("brand"));
    }
}
