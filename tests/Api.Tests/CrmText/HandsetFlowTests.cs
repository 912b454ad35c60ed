namespace Hark.Api.Tests;

/// <summary>What people do with their handsets at a store of the CRM Text surface, end to end on the simulator.</summary>
public sealed class HandsetFlowTests(CrmTextFixture api) : IClassFixture<CrmTextFixture>
{
    const string Marketing = "444999";

    [Fact]
    public async Task DoubleOptIn_RequestYesConfirmation_OnOneCommunicationCode()
    {
        var shop = await api.NewShop();
        await api.Account.Send("PATCH", shop.Path, new { doubleOptIn = true });
        var number = api.NewNumber();
        await shop.Call("optincustomer", ("phone_number", number));
        var code = await Latest(number, "Reply YES");
        Assert.NotEqual(Marketing, code);

        await Text(number, code, "yes");

        Assert.Equal(code, await Latest(number, "You are in!"));
        Assert.Equal("3", await StatusOf(shop, number));
        (await shop.Call("sendsmsmsg", ("phone_number", number), ("message", "Welcome, dear customer"))).IsOk();
        Assert.Equal(code, await Latest(number, "Welcome, dear customer"));
    }

    [Fact]
    public async Task KeywordToTheMarketingCode_OptsInAtOnce_AlsoInADoubleOptInStore()
    {
        var shop = await api.NewShop();
        await api.Account.Send("PATCH", shop.Path, new { doubleOptIn = true });
        var number = api.NewNumber();

        await Text(number, Marketing, $"{shop.Keyword.ToLowerInvariant()} please");

        Assert.NotEqual(Marketing, await Latest(number, "You are in!"));
        Assert.Equal("3", await StatusOf(shop, number));
    }

    [Fact]
    public async Task AdditionalKeyword_OptsIn_UntilItIsDeleted()
    {
        var (shop, other) = (await api.NewShop(), await api.NewShop());
        var word = api.NewName("EXTRA");
        Assert.Equal(word, (await shop.Call("createkeyword", ("keyword", word.ToLowerInvariant()))).IsOk().Element("keyword")!.Value);
        (await other.Call("createkeyword", ("keyword", word))).IsRefused(409, Codes.KeywordTaken);
        (await api.Call("getcustomerinfo", $"{api.Owner}:{CrmTextFixture.Password}:{word}", ("phone_number", "5125550123"))).IsRefused(403, ApiCodes.KeywordNotPrimary);
        var number = api.NewNumber();
        await Text(number, Marketing, word);
        Assert.Equal("3", await StatusOf(shop, number));

        (await shop.Call("deletekeyword", ("keyword", word))).IsOk();
        Assert.Equal("1", (await other.Call("iskeywordavailable", ("keyword", word))).IsOk().Element("availability")!.Value);
        (await shop.Call("deletekeyword", ("keyword", shop.Keyword))).IsRefused(409, Codes.KeywordPrimary);
        (await shop.Call("deletekeyword", ("keyword", word))).IsRefused(404, Codes.KeywordUnknown);
    }

    [Fact]
    public async Task Responder_AnswersFromTheMarketingCodeByStatus_AndChangesNone()
    {
        var shop = await api.NewShop();
        var word = api.NewName("HOURS");
        (await shop.Call("createkeyword", ("keyword", word), ("autoresponder", "1"))).IsOk();
        (await shop.Call("changestoretextcodemsg", ("textcode", word), ("optinmsg", "Open 9-5, dear customer."), ("nonoptinmsg", "Open 9-5."))).IsOk();
        (await shop.Call("changestoretextcodemsg", ("textcode", shop.Keyword), ("optinmsg", "a"), ("nonoptinmsg", "b"))).IsRefused(409, Codes.KeywordNotResponder);
        (await shop.Call("changestoretextcodemsg", ("textcode", word), ("optinmsg", new string('a', 1_601)), ("nonoptinmsg", "b"))).IsRefused(422, Codes.TextTooLong);
        var (stranger, customer) = (api.NewNumber(), await shop.NewCustomer());

        await Text(stranger, Marketing, word);
        await Text(customer, Marketing, $"{word} today");

        Assert.Equal(Marketing, await Latest(stranger, "Open 9-5."));
        Assert.Equal(Marketing, await Latest(customer, "Open 9-5, dear customer."));
        Assert.Equal("1", await StatusOf(shop, stranger));
    }

    [Fact]
    public async Task HelpStopAndStart_OnTheCommunicationCode()
    {
        var shop = await api.NewShop();
        var number = await shop.NewCustomer();
        var code = await Latest(number, "You are in!");

        await Text(number, code, "help");
        Assert.Equal(code, await Latest(number, "Reply STOP to cancel."));
        await Text(number, code, "Stop");
        Assert.Equal(code, await Latest(number, "You are unsubscribed"));
        Assert.Equal("5", await StatusOf(shop, number));
        (await shop.Call("sendsmsmsg", ("phone_number", number), ("message", "Hello"))).IsRefused(422, Codes.OptedOut);
        await Text(number, code, "start");
        Assert.Equal("3", await StatusOf(shop, number));
    }

    [Fact]
    public async Task TwoStoresOfOnePerson_TalkOnTwoCodes_AndStopEndsOne()
    {
        var (motors, flowers) = (await api.NewShop("Motors"), await api.NewShop("Flowers"));
        var number = api.NewNumber();
        await motors.Call("optincustomer", ("phone_number", number));
        var one = await Latest(number, "Motors: You are in!");
        await flowers.Call("optincustomer", ("phone_number", number));
        var two = await Latest(number, "Flowers: You are in!");
        Assert.NotEqual(one, two);

        await Text(number, one, "STOP");

        Assert.Equal(("5", "3"), (await StatusOf(motors, number), await StatusOf(flowers, number)));
        await Text(number, two, "Thanks!");
        var inbox = (await flowers.Call("getinboundmsgs")).IsOk();
        Assert.Equal(["Thanks!"], inbox.Descendants("message").Select(e => e.Value));
    }

    Task<Answer> Text(string number, string to, string text) => api.Admin.Send("POST", "/v1/simulator/inbound", new { from = $"+1{number}", to, text });

    /// <returns>The sender of the newest text to the handset that says so.</returns>
    async Task<string> Latest(string number, string text)
    {
        var handset = await api.Admin.Until($"/v1/simulator/messages?to=%2B1{number}", h => h.Items().Any(m => Says(m)));
        return handset.Items().Last(Says).GetProperty("from").GetString()!;

        bool Says(System.Text.Json.JsonElement message) => message.GetProperty("text").GetString()!.Contains(text, StringComparison.Ordinal);
    }

    static async Task<string> StatusOf(CrmTextStore shop, string number) =>
        (await shop.Call("getcustomerinfo", ("phone_number", number))).IsOk().Element("customer")!.Element("optinStatus")!.Value;
}
