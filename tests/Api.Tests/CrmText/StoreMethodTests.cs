using System.Globalization;

namespace Hark.Api.Tests;

/// <summary>Each method: its success, its refusals, and what changed, as /v1 shows it.</summary>
public sealed class MethodTests(CrmTextFixture api) : IClassFixture<CrmTextFixture>
{
    [Fact]
    public async Task CreateStoreAndUser_MakesAStoreOfTheAccount()
    {
        var shop = await api.NewShop("Flowers & Co");

        var store = (await api.Account.Get(shop.Path)).Json;
        Assert.Equal(("Flowers & Co", shop.Keyword), (store.GetProperty("name").GetString(), store.GetProperty("keyword").GetString()));
        Assert.True(store.GetProperty("duplicateGuard").GetBoolean());
        Assert.False(store.GetProperty("doubleOptIn").GetBoolean());
    }

    [Fact]
    public async Task CreateStoreAndUser_WithoutAUser_IsAdministeredByTheAccount()
    {
        var keyword = api.NewName("SHOP");
        (await api.Call("createstoreanduser", $"{api.Owner}:{CrmTextFixture.Password}", ("storename", "Shop"), ("storekeyword", keyword), ("emailid", ""), ("password", ""))).IsOk();
        (await api.Call("getcustomerinfo", $"{api.Owner}:{CrmTextFixture.Password}:{keyword}", ("phone_number", "5125550123"))).IsOk();
    }

    [Fact]
    public async Task CreateStoreAndUser_Refused()
    {
        var shop = await api.NewShop();
        var account = $"{api.Owner}:{CrmTextFixture.Password}:{shop.Keyword}";
        Task<CrmTextReply> Create(string credentials, string keyword, string email = "a@b.example", string password = "123456") =>
            api.Call("createstoreanduser", credentials, ("storename", "Shop"), ("storekeyword", keyword), ("emailid", email), ("password", password));

        (await Create(account, shop.Keyword)).IsRefused(409, Codes.KeywordTaken);
        (await Create(account, "STOP")).IsRefused(422, Codes.KeywordReserved);
        (await Create(account, "123456")).IsRefused(422, Codes.KeywordInvalid);
        (await Create(shop.Credentials, api.NewName("SHOP"))).IsRefused(403, ApiCodes.AccountOnly);
        (await Create(account, api.NewName("SHOP"), password: "12345")).IsRefused(400, ApiCodes.FieldInvalid);
        (await Create(account, api.NewName("SHOP"), email: "nobody")).IsRefused(400, ApiCodes.FieldInvalid);
        (await api.Call("createstoreanduser", account, ("storename", "Shop"))).IsRefused(400, ApiCodes.FieldMissing);
    }

    [Fact]
    public async Task RightToCreateStores_CanBeTakenAndGiven()
    {
        var created = await api.Admin.Send("POST", "/v1/accounts", new { name = "Small", email = "small@example.com", password = CrmTextFixture.Password });
        var account = $"/v1/accounts/{created.Text("id")}";
        Task<CrmTextReply> Create() => api.Call("createstoreanduser", $"small@example.com:{CrmTextFixture.Password}", ("storename", "Shop"), ("storekeyword", api.NewName("SMALL")));

        (await api.Admin.Send("PATCH", account, new { mayCreateStores = false })).IsProblem(422, Codes.ReasonMissing);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await api.Admin.Send("PATCH", account, new { mayCreateStores = false, reason = "trial" })).Status);
        (await Create()).IsOk();
        (await Create()).IsRefused(403, Codes.StoreCreationDenied);
        (await api.Client(created.Text("apiKey")).Send("POST", "/v1/stores", new { name = "Shop", keyword = api.NewName("SMALL") })).IsProblem(403, Codes.StoreCreationDenied);
        Assert.True((await api.Admin.Send("PATCH", account, new { mayCreateStores = true, reason = "paid" })).Json.GetProperty("mayCreateStores").GetBoolean());
        (await Create()).IsOk();
        (await api.Admin.Send("PATCH", "/v1/accounts/ac_999999", new { mayCreateStores = true, reason = "x" })).IsProblem(404, Codes.AccountUnknown);
        (await api.Account.Send("PATCH", account, new { mayCreateStores = true, reason = "x" })).IsProblem(403, Codes.AdminOnly);
    }

    [Fact]
    public async Task IsKeywordAvailable_TellsTakenFromFree()
    {
        var shop = await api.NewShop();
        Assert.Equal("0", (await shop.Call("iskeywordavailable", ("keyword", shop.Keyword.ToLowerInvariant()))).IsOk().Element("availability")!.Value);
        Assert.Equal("1", (await shop.Call("iskeywordavailable", ("Keyword", "FREEWORD"))).IsOk().Element("availability")!.Value);
        (await shop.Call("iskeywordavailable", ("keyword", "two words"))).IsRefused(422, Codes.KeywordInvalid);
        (await shop.Call("iskeywordavailable")).IsRefused(400, ApiCodes.FieldMissing);
    }

    [Fact]
    public async Task OptInCustomer_OptsInAndConfirms()
    {
        var shop = await api.NewShop();
        var number = api.NewNumber();

        var customer = (await shop.Call("optincustomer", ("phone_number", number), ("firstname", "Joe"), ("lastname", "Smith"))).IsOk().Element("customer")!;

        Assert.Equal(["custId", "subacct", "timestamp", "optinStatus", "custName", "custMobile"], customer.Elements().Select(e => e.Name.LocalName));
        Assert.Equal((shop.Id, "3", "Joe Smith", number), (customer.Element("subacct")!.Value, customer.Element("optinStatus")!.Value, customer.Element("custName")!.Value, customer.Element("custMobile")!.Value));
        Assert.True(DateTime.TryParseExact(customer.Element("timestamp")!.Value, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        Assert.Equal("opted_in", await shop.Status(number));
        Assert.Contains("Asserted by user@", (await api.Account.Get($"{shop.Path}/subscribers/+1{number}")).Body, StringComparison.Ordinal);
        Assert.Contains("You are in!", (await Handset(number)).Body, StringComparison.Ordinal);
        // Asked again: the same person, no second confirmation.
        Assert.Equal(customer.Element("custId")!.Value, (await shop.Call("optincustomer", ("phone_number", number))).IsOk().Element("customer")!.Element("custId")!.Value);
    }

    [Fact]
    public async Task OptInCustomer_InADoubleOptInStore_IsPendingUntilYes()
    {
        var shop = await api.NewShop();
        await api.Account.Send("PATCH", shop.Path, new { doubleOptIn = true });
        var number = api.NewNumber();

        Assert.Equal("4", (await shop.Call("optincustomer", ("phone_number", number))).IsOk().Element("customer")!.Element("optinStatus")!.Value);
        (await shop.Call("sendsmsmsg", ("phone_number", number), ("message", "Hello"))).IsRefused(422, Codes.OptInPending);
        var request = (await Handset(number)).Json.GetProperty("items")[0];
        await api.Admin.Send("POST", "/v1/simulator/inbound", new { from = $"+1{number}", to = request.GetProperty("from").GetString(), text = "Yes" });

        Assert.Equal("3", (await shop.Call("getcustomerinfo", ("phone_number", number))).IsOk().Element("customer")!.Element("optinStatus")!.Value);
    }

    [Fact]
    public async Task OptOutCustomer_EndsIt()
    {
        var shop = await api.NewShop();
        var number = await shop.NewCustomer();

        Assert.Equal("5", (await shop.Call("optoutcustomer", ("phone_number", number), ("firstname", "x"))).IsOk().Element("customer")!.Element("optinStatus")!.Value);

        Assert.Equal("opted_out", await shop.Status(number));
        (await shop.Call("sendsmsmsg", ("phone_number", number), ("message", "Hello"))).IsRefused(422, Codes.OptedOut);
        Assert.Equal("3", (await shop.Call("optincustomer", ("phone_number", number))).IsOk().Element("customer")!.Element("optinStatus")!.Value);
    }

    [Fact]
    public async Task OptOutCustomer_IsNeverRefusedForItsNumber()
    {
        var shop = await api.NewShop();
        (await shop.Call("optincustomer", ("phone_number", "9005550100"))).IsRefused(422, Codes.NumberPremium);
        Assert.Equal("5", (await shop.Call("optoutcustomer", ("phone_number", "9005550100"))).IsOk().Element("customer")!.Element("optinStatus")!.Value);
        (await shop.Call("optincustomer", ("phone_number", api.NewNumber()), ("firstname", new string('a', 101)))).IsRefused(422, Codes.ConsentTooLong);
        (await shop.Call("optincustomer", ("phone_number", api.NewNumber()), ("evidence", new string('a', 4_001)))).IsRefused(422, Codes.ConsentTooLong);
    }

    [Fact]
    public async Task IdempotencyKey_IsOfOneStore()
    {
        var (one, other) = (await api.NewShop(), await api.NewShop());
        var number = api.NewNumber();
        foreach (var shop in new[] { one, other }) (await shop.Call("optincustomer", ("phone_number", number))).IsOk();
        Task<CrmTextReply> Send(CrmTextStore shop)
        {
            var form = $"method=sendsmsmsg&phone_number={number}&message=Hello";
            return api.Raw($"POST /smapi/rest HTTP/1.1\r\nHost: x\r\nConnection: close\r\nIdempotency-Key: same\r\nAuthorization: {CrmTextFixture.Basic($"{api.Owner}:{CrmTextFixture.Password}:{shop.Keyword}")}\r\nContent-Length: {form.Length}\r\n\r\n{form}");
        }

        var (first, again, elsewhere) = ((await Send(one)).IsOk(), (await Send(one)).IsOk(), (await Send(other)).IsOk());

        Assert.Equal(first.Element("msgID")!.Value, again.Element("msgID")!.Value);
        Assert.NotEqual(first.Element("msgID")!.Value, elsewhere.Element("msgID")!.Value);
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
    public async Task GetCustByStatus_PagesThroughThem()
    {
        var shop = await api.NewShop();
        var people = new List<string>();
        for (var i = 0; i < 5; i++) people.Add(await shop.NewCustomer());
        await shop.Call("optoutcustomer", ("phone_number", people[2]));
        people.RemoveAt(2);
        async Task<IReadOnlyList<string>> Of(params (string, string)[] fields) => [.. (await shop.Call("getcustbystatus", fields)).IsOk().Descendants("custMobile").Select(e => e.Value)];

        Assert.Equal(people, await Of(("status", "3")));
        Assert.Equal(people.GetRange(1, 2), await Of(("status", "3"), ("offset", "1"), ("count", "2")));
        Assert.Empty(await Of(("status", "1")));
        Assert.Empty(await Of(("status", "3"), ("count", "0")));
        foreach (var status in new[] { "2", "OptedIn", "+3", "3,4", "03" }) (await shop.Call("getcustbystatus", ("status", status))).IsRefused(400, ApiCodes.FieldInvalid);
        (await shop.Call("getcustbystatus", ("status", "3"), ("count", "-1"))).IsRefused(400, ApiCodes.FieldInvalid);
        (await shop.Call("getcustbystatus", ("status", "3"), ("count", "1001"))).IsRefused(400, ApiCodes.FieldInvalid);
        (await shop.Call("getcustbystatus")).IsRefused(400, ApiCodes.FieldMissing);
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
    public async Task SetCallback_IsToldByGetCallbackAndV1()
    {
        var shop = await api.NewShop();
        Assert.Equal("", (await shop.Call("getcallback")).IsOk().Element("callback")!.Value);

        Assert.Empty((await shop.Call("setcallback", ("callback", "https://hooks.example.com/crm?x=1&y=2"))).IsOk().Elements());

        Assert.Equal("https://hooks.example.com/crm?x=1&y=2", (await shop.Call("getcallback")).IsOk().Element("callback")!.Value);
        Assert.Equal("crmtext", (await api.Account.Get($"{shop.Path}/callback")).Text("form"));
        (await shop.Call("setcallback", ("callback", "https://hooks.example.com/crm"), ("form", "urlencoded"))).IsOk();
        (await shop.Call("setcallback", ("callback", "https://hooks.example.com/other"))).IsOk();
        Assert.Equal("crmtext_urlencoded", (await api.Account.Get($"{shop.Path}/callback")).Text("form"));
        await api.Account.Send("PUT", $"{shop.Path}/callback", new { url = "https://hooks.example.com/other", form = "json" });
        (await shop.Call("setcallback", ("callback", "https://hooks.example.com/crm"))).IsRefused(409, ApiCodes.CallbackIsJson);
        (await shop.Call("setcallback", ("callback", "https://hooks.example.com/other"), ("form", "multipart"))).IsOk();
        (await shop.Call("setcallback")).IsRefused(400, ApiCodes.FieldMissing);
        (await shop.Call("setcallback", ("callback", "https://x.example"), ("form", "xml"))).IsRefused(400, ApiCodes.FieldInvalid);
        foreach (var flawed in new[] { "ftp://hooks.example.com", "https://hooks.example.com/\r\nX-Evil: 1", "hooks.example.com", "https://a:b@hooks.example.com" })
            (await shop.Call("setcallback", ("callback", flawed))).IsRefused(422, Codes.CallbackUrlInvalid);
        Assert.Equal("https://hooks.example.com/other", (await shop.Call("getcallback")).IsOk().Element("callback")!.Value);
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

    [Fact]
    public async Task UnknownMethod_IsRefused()
    {
        var shop = await api.NewShop();
        (await shop.Call("makecoffee")).IsRefused(400, ApiCodes.MethodUnknown);
        (await shop.Call("<script>" + new string('x', 200))).IsRefused(400, ApiCodes.MethodUnknown);
        (await api.Call("", shop.Credentials)).IsRefused(400, ApiCodes.FieldMissing);
    }

    Task<Answer> Handset(string number) => api.Admin.Until($"/v1/simulator/messages?to=%2B1{number}", handset => handset.Items().Count > 0);
}
