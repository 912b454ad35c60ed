namespace Hark.Api.Tests;

/// <summary>What a call changed, as /v1, the handset and the other methods show it.</summary>
public sealed class OutcomeTests(CrmTextFixture api) : IClassFixture<CrmTextFixture>
{
    [Theory]
    [InlineData("Spring sale")]
    [InlineData(null)]
    public async Task SendCampaign_IsListedByItsNameOrNumber(string? name)
    {
        var shop = await api.NewShop();
        await shop.NewCustomer();

        (await shop.Call("sendcampaign", ("message", "Everything must go"), ("name", name ?? ""))).IsOk();

        var campaign = Assert.Single((await api.Account.Get($"{shop.Path}/campaigns")).Items());
        var id = campaign.GetProperty("id").GetString()!;
        Assert.Equal(name ?? $"Campaign {id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..]}", campaign.GetProperty("name").GetString());
        var ended = await api.Account.Until($"{shop.Path}/campaigns/{id}", c => c.Text("status") == "completed");
        Assert.Equal("marketing", ended.Text("kind"));
        Assert.Equal(1, ended.Json.GetProperty("audience").GetInt64());
    }

    [Fact]
    public async Task SendOptInAndSms_ToWhoIsIn_ReachesTheHandset()
    {
        var shop = await api.NewShop();
        var number = await shop.NewCustomer();

        var sent = (await shop.Call("sendoptinandsms", ("phone_number", number), ("message", "Your car is ready."))).IsOk();

        Assert.Equal(["sendoptinandsms", "MT", number], [sent.Attribute("op")!.Value, sent.Element("msg_direction")!.Value, sent.Element("customer")!.Element("custMobile")!.Value]);
        var delivery = await api.Account.Until($"/v1/deliveries/dl_{sent.Element("msgID")!.Value}", d => d.Text("status") == "delivered");
        Assert.Equal($"+1{number}", delivery.Text("to"));
        Assert.Contains(await Handset(number), text => text.Contains("Your car is ready.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task GetCustByStatus_TellsPendingFromOptedOut()
    {
        var shop = await api.NewShop();
        var (member, gone, asked) = (await shop.NewCustomer(), await shop.NewCustomer(), api.NewNumber());
        await shop.Call("optoutcustomer", ("phone_number", gone));
        await api.Account.Send("PATCH", shop.Path, new { doubleOptIn = true });
        await shop.Call("optincustomer", ("phone_number", asked));

        foreach (var (status, number) in new[] { ("3", member), ("4", asked), ("5", gone) })
        {
            var customer = Assert.Single((await shop.Call("getcustbystatus", ("status", status))).IsOk().Descendants("customer"));
            Assert.Equal((number, status), (customer.Element("custMobile")!.Value, customer.Element("optinStatus")!.Value));
        }
    }

    [Fact]
    public async Task OptInCustomer_WhoIsInOrAskedAlready_IsNotTextedAgain()
    {
        var shop = await api.NewShop();
        var member = await shop.NewCustomer();
        await Delivered(shop, member, 1);
        await Again(member, "3");
        await api.Account.Send("PATCH", shop.Path, new { doubleOptIn = true });
        await Again(member, "3");
        var asked = api.NewNumber();
        await shop.Call("optincustomer", ("phone_number", asked));
        await Delivered(shop, asked, 1);
        await Again(asked, "4");

        // A text that leaves later than all that could have been sent before it.
        (await shop.Call("sendsmsmsg", ("phone_number", member), ("message", "Hello"))).IsOk();
        await Delivered(shop, member, 2);
        Assert.Equal((2, 1), ((await Handset(member)).Count, (await Handset(asked)).Count));
        Assert.Single((await api.Account.Get($"{shop.Path}/deliveries?number=%2B1{asked}")).Items());

        async Task Again(string number, string status) =>
            Assert.Equal(status, (await shop.Call("optincustomer", ("phone_number", number), ("firstname", "Ann"))).IsOk().Element("customer")!.Element("optinStatus")!.Value);
    }

    [Fact]
    public async Task Start_AfterStop_LetsTextsFlowAgainFromTheSameCode()
    {
        var shop = await api.NewShop();
        var number = await shop.NewCustomer();
        await Delivered(shop, number, 1);
        var code = await Sender(number, "You are in!");
        foreach (var word in new[] { "STOP", "START" }) await api.Admin.Send("POST", "/v1/simulator/inbound", new { from = $"+1{number}", to = code, text = word });

        var sent = (await shop.Call("sendsmsmsg", ("phone_number", number), ("message", "Glad that you are back"))).IsOk();

        Assert.Equal("3", sent.Element("customer")!.Element("optinStatus")!.Value);
        Assert.Equal(code, await Sender(number, "Glad that you are back"));
    }

    [Fact]
    public async Task Numbers_AreDistinctInBothDirections_AndThePersonKeepsOne()
    {
        var shop = await api.NewShop();
        var number = await shop.NewCustomer();
        await Delivered(shop, number, 1);
        var code = await Sender(number, "You are in!");
        var custId = await CustId();
        for (var n = 1; n <= 3; n++)
        {
            (await shop.Call("sendsmsmsg", ("phone_number", number), ("message", $"Text {n}"))).IsOk();
            await api.Admin.Send("POST", "/v1/simulator/inbound", new { from = $"+1{number}", to = code, text = $"Answer {n}" });
        }
        // Listed once the carrier has them, and an opt-out stops what has not left.
        await Delivered(shop, number, 4);
        foreach (var method in new[] { "optoutcustomer", "optincustomer" })
            Assert.Equal(custId, (await shop.Call(method, ("phone_number", number))).IsOk().Element("customer")!.Element("custId")!.Value);
        Assert.Equal(custId, await CustId());

        var messages = (await shop.Call("getcustmsgsbymobile", ("phone_number", number))).IsOk().Descendants("msg").ToList();
        Assert.Equal(3, messages.Count(m => m.Element("msg_direction")!.Value == "MO"));
        Assert.InRange(messages.Count, 7, 9);
        Assert.Equal(messages.Count, messages.Select(m => m.Element("msgID")!.Value).Distinct().Count());
        Assert.All(messages, m => Assert.Equal(custId, m.Element("customer")!.Element("custId")!.Value));

        async Task<string> CustId() => (await shop.Call("getcustomerinfo", ("phone_number", number))).IsOk().Element("customer")!.Element("custId")!.Value;
    }

    Task<Answer> Delivered(CrmTextStore shop, string number, int texts) =>
        api.Account.Until($"{shop.Path}/deliveries?number=%2B1{number}", list => list.Items().Count == texts && list.Items().All(d => d.GetProperty("status").GetString() == "delivered"));

    async Task<IReadOnlyList<string>> Handset(string number) =>
        [.. (await api.Admin.Get($"/v1/simulator/messages?to=%2B1{number}")).Items().Select(m => m.GetProperty("text").GetString()!)];

    async Task<string> Sender(string number, string text) => (await api.Admin.Until($"/v1/simulator/messages?to=%2B1{number}", h => h.Body.Contains(text, StringComparison.Ordinal)))
        .Items().Last(m => m.GetProperty("text").GetString()!.Contains(text, StringComparison.Ordinal)).GetProperty("from").GetString()!;
}
