using System.Globalization;

namespace Hark.Api.Tests;

/// <summary>Messages, campaigns and reports: each method's success, its refusals, and what changed, as /v1 shows it.</summary>
public sealed class MessageMethodTests(CrmTextFixture api) : IClassFixture<CrmTextFixture>
{
    [Fact]
    public async Task IdempotencyKey_IsOfOneStore()
    {
        var (one, other) = (await api.NewShop(), await api.NewShop());
        var number = api.NewNumber();
        foreach (var shop in new[] { one, other }) (await shop.Call("optincustomer", ("phone_number", number))).IsOk();
        Task<CrmTextReply> Send(CrmTextStore shop) => Once(shop, "same", $"method=sendsmsmsg&phone_number={number}&message=Hello");

        var (first, again, elsewhere) = ((await Send(one)).IsOk(), (await Send(one)).IsOk(), (await Send(other)).IsOk());

        Assert.Equal(first.Element("msgID")!.Value, again.Element("msgID")!.Value);
        Assert.NotEqual(first.Element("msgID")!.Value, elsewhere.Element("msgID")!.Value);
    }

    [Fact]
    public async Task RefusalAnsweredAgain_HasItsCodeAgain()
    {
        var shop = await api.NewShop();
        var form = $"method=sendsmsmsg&phone_number={api.NewNumber()}&message=Hello";
        var first = await Once(shop, "refused", form);
        var again = await Once(shop, "refused", form);
        first.IsRefused(422, Codes.NotOptedIn);
        again.IsRefused(422, Codes.NotOptedIn);
        Assert.Equal(first.Body, again.Body);
        Assert.Contains("Idempotency-Replayed: true", again.Head, StringComparison.Ordinal);
        var taken = $"method=optincustomer&phone_number={api.NewNumber()}";
        await Once(shop, "taken", taken);
        var replayed = await Once(shop, "taken", taken);
        replayed.IsOk();
        Assert.DoesNotContain("Hark-Code", replayed.Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendSmsMsg_ReachesTheHandset()
    {
        var shop = await api.NewShop();
        var number = await shop.NewCustomer();

        var sent = (await shop.Call("sendsmsmsg", ("phone_number", number), ("message", "Your car is ready."))).IsOk();

        Assert.Equal(["msgID", "message", "timestamp", "txnid", "msg_direction", "user_id", "customer"], sent.Elements().Select(e => e.Name.LocalName));
        Assert.Equal("MT", sent.Element("msg_direction")!.Value);
        Assert.Equal("ok", sent.Attribute("message")!.Value);
        var delivery = await api.Account.Until($"/v1/deliveries/dl_{sent.Element("msgID")!.Value}", d => d.Text("status") == "delivered");
        Assert.Equal($"+1{number}", delivery.Text("to"));
    }

    [Fact]
    public async Task SendSmsMsg_Refused()
    {
        var shop = await api.NewShop();
        var number = await shop.NewCustomer();
        Task<CrmTextReply> Send(string to, string message) => shop.Call("sendsmsmsg", ("phone_number", to), ("message", message));

        (await Send(number, "Hello")).IsOk();
        await api.Account.Until($"{shop.Path}/deliveries?number=+1{number}", list => list.Items().Any(d => d.GetProperty("reply").GetString() is null && d.GetProperty("status").GetString() == "delivered"));
        (await Send(number, "Hello")).IsRefused(422, Codes.Duplicate);
        (await Send(number, new string('a', 1_601))).IsRefused(422, Codes.TextTooLong);
        (await Send(api.NewNumber(), "Hello")).IsRefused(422, Codes.NotOptedIn);
        (await Send(number, "")).IsRefused(400, ApiCodes.FieldMissing);
        (await shop.Call("sendsmsmsg", ("message", "Hello"))).IsRefused(400, ApiCodes.FieldMissing);
    }

    [Fact]
    public async Task SendOptInAndSms_AsksWhoWasNeverAsked_AndTextsWhoIsIn()
    {
        var shop = await api.NewShop();
        var (known, unknown) = (await shop.NewCustomer(), api.NewNumber());

        (await shop.Call("sendoptinandsms", ("phone_number", known), ("message", "Hello"))).IsOk();
        (await shop.Call("sendoptinandsms", ("phone_number", unknown), ("message", "Hello"))).IsRefused(422, Codes.OptInPending);

        Assert.Equal("pending", await shop.Status(unknown));
        Assert.Contains("Reply YES", (await Handset(unknown)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendOptInAndSms_ToWhoWasAskedOrIsOut_IsRefused_AndNobodyIsTexted()
    {
        var shop = await api.NewShop();
        await api.Account.Send("PATCH", shop.Path, new { doubleOptIn = true });
        var (asked, gone) = (api.NewNumber(), api.NewNumber());
        await shop.Call("optincustomer", ("phone_number", asked));
        await Handset(asked);
        await shop.Call("optoutcustomer", ("phone_number", gone));

        (await shop.Call("sendoptinandsms", ("phone_number", asked), ("message", "Hello"))).IsRefused(422, Codes.OptInPending);
        (await shop.Call("sendoptinandsms", ("phone_number", gone), ("message", "Hello"))).IsRefused(422, Codes.OptedOut);

        Assert.Equal(("pending", "opted_out"), (await shop.Status(asked), await shop.Status(gone)));
        // The request of before, and no second one.
        Assert.Single((await api.Account.Get($"{shop.Path}/deliveries?number=%2B1{asked}")).Items());
        Assert.Empty((await api.Account.Get($"{shop.Path}/deliveries?number=%2B1{gone}")).Items());
    }

    [Fact]
    public async Task SendCampaign_LongerThanATextMayBe_IsRefused()
    {
        var shop = await api.NewShop();
        await shop.NewCustomer();
        (await shop.Call("sendcampaign", ("message", new string('a', 1_601)))).IsRefused(422, Codes.TextTooLong);
        Assert.Empty((await api.Account.Get($"{shop.Path}/campaigns")).Items());
    }

    [Fact]
    public async Task SendCampaign_GoesToAllWhoAreIn()
    {
        var shop = await api.NewShop();
        var people = new[] { await shop.NewCustomer(), await shop.NewCustomer() };

        var answer = (await shop.Call("sendcampaign", ("message", "Spring sale"), ("name", "Spring"))).IsOk();

        Assert.Equal("Messages is getting dispatched", answer.Attribute("message")!.Value);
        Assert.Empty(answer.Elements());
        foreach (var number in people)
            await api.Admin.Until($"/v1/simulator/messages?to=%2B1{number}", handset => handset.Body.Contains("Spring sale", StringComparison.Ordinal));
        (await shop.Call("sendcampaign", ("message", "Spring sale"), ("name", "Spring"))).IsRefused(409, Codes.CampaignNameTaken);
        (await shop.Call("sendcampaign", ("message", "Another"))).IsOk();
        (await shop.Call("sendcampaign", ("name", "Empty"))).IsRefused(400, ApiCodes.FieldMissing);
        (await (await api.NewShop()).Call("sendcampaign", ("message", "To nobody"))).IsRefused(422, Codes.CampaignEmpty);
    }

    [Fact]
    public async Task Messages_AreListedInBothDirections()
    {
        var shop = await api.NewShop();
        var number = await shop.NewCustomer();
        await shop.Call("sendsmsmsg", ("phone_number", number), ("message", "Your car is ready."));
        await api.Account.Until($"{shop.Path}/deliveries?number=+1{number}", list => list.Items().Count == 2 && list.Items().All(d => d.GetProperty("status").GetString() == "delivered"));
        var sender = (await api.Account.Get(shop.Path)).Text("sender");
        await api.Admin.Send("POST", "/v1/simulator/inbound", new { from = $"+1{number}", to = sender, text = "Thanks & bye" });
        var today = DateTimeOffset.UtcNow;
        async Task<IReadOnlyList<(string Direction, string Text)>> List(string method, params (string, string)[] fields) =>
            [.. (await shop.Call(method, fields)).IsOk().Descendants("msg").Select(m => (m.Element("msg_direction")!.Value, m.Element("message")!.Value))];

        var all = await List("getcustmsgsbymobile", ("phone_number", number));
        Assert.Equal(["MT", "MT", "MO"], all.Select(m => m.Direction));
        Assert.Equal("Thanks & bye", all[2].Text);
        Assert.Equal([all[1]], await List("getcustmsgsbymobile", ("phone_number", number), ("startcount", "1"), ("msgcount", "1")));
        foreach (var form in new[] { "yyyy-MM-dd", "yyyyMMdd", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.ffffff", "yyyy-MM-dd HH:mm:ss" })
        {
            (string, string)[] span = [("startdate", today.AddDays(-2).ToString(form, CultureInfo.InvariantCulture)), ("enddate", today.AddDays(2).ToString(form, CultureInfo.InvariantCulture))];
            Assert.Equal(["Thanks & bye"], (await List("getinboundmsgs", span)).Select(m => m.Text));
            Assert.Equal(2, (await List("getoutboundmsgs", span)).Count);
        }
        Assert.Empty(await List("getinboundmsgs", ("startdate", "2015-02-11"), ("enddate", "2015-02-11")));
        foreach (var nonsense in new[] { "9999-12-31", "9999-12-31T23:59:59", "0000-01-01", "2015-02-30", "11/02/2015", "yesterday", "2015-02-11T25:00:00", "99999999" })
            (await shop.Call("getinboundmsgs", ("startdate", nonsense))).IsRefused(400, ApiCodes.FieldInvalid);
        (await shop.Call("getinboundmsgs", ("startdate", "2015-02-12"), ("enddate", "2015-02-11"))).IsRefused(400, ApiCodes.FieldInvalid);
    }

    [Fact]
    public async Task PictureThatCannotBeHad_IsRefused_AndNothingIsSent()
    {
        var shop = await api.NewShop();
        var number = await shop.NewCustomer();
        (await shop.Call("sendsmsmsg", ("phone_number", number), ("message", "Look"), ("mmsurl", "http://127.0.0.1:1/a.jpg"))).IsRefused(422, Codes.MediaNotPublic);
        (await shop.Call("sendsmsmsg", ("phone_number", number), ("mmsurl", "file:///etc/passwd"))).IsRefused(422, Codes.MediaUrlInvalid);
        (await shop.Call("sendcampaign", ("message", "Look"), ("mmsurl", "nonsense"))).IsRefused(422, Codes.MediaUrlInvalid);
        Assert.Empty(await ApiFixture.SentBy(api.Account, shop.Path));
    }

    /// <summary>By the account, with an idempotency key.</summary>
    Task<CrmTextReply> Once(CrmTextStore shop, string key, string form) => api.Raw(
        $"POST /smapi/rest HTTP/1.1\r\nHost: x\r\nConnection: close\r\nIdempotency-Key: {key}\r\nAuthorization: {CrmTextFixture.Basic($"{api.Owner}:{CrmTextFixture.Password}:{shop.Keyword}")}\r\nContent-Length: {form.Length}\r\n\r\n{form}");

    Task<Answer> Handset(string number) => api.Admin.Until($"/v1/simulator/messages?to=%2B1{number}", handset => handset.Items().Count > 0);
}
