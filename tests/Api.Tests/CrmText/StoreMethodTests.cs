using System.Globalization;

namespace Hark.Api.Tests;

/// <summary>Stores, keywords, people and callbacks: each method's success, its refusals, and what changed, as /v1 shows it.</summary>
public sealed class StoreMethodTests(CrmTextFixture api) : IClassFixture<CrmTextFixture>
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
    public async Task Keywords_ComeChangeAndGo_AsV1Shows()
    {
        var shop = await api.NewShop();
        var (word, menu) = (api.NewName("EXTRA"), api.NewName("MENU"));
        async Task<IEnumerable<(string?, string?, string?, string?)>> Keywords() => (await api.Account.Get($"{shop.Path}/keywords")).Items().Select(item =>
            (item.GetProperty("keyword").GetString(), item.GetProperty("use").GetString(), item.GetProperty("optedInText").GetString(), item.GetProperty("otherText").GetString()));

        (await shop.Call("createkeyword", ("keyword", word))).IsOk();
        (await shop.Call("createkeyword", ("keyword", menu.ToLowerInvariant()), ("autoresponder", "1"))).IsOk();
        Assert.Equal([(shop.Keyword, "primary", null, null), (word, "opt_in", null, null), (menu, "responder", null, null)], await Keywords());

        (await shop.Call("changestoretextcodemsg", ("textcode", menu), ("optinmsg", "Members eat free."), ("nonoptinmsg", "Join us."))).IsOk();
        (await shop.Call("deletekeyword", ("keyword", word))).IsOk();
        Assert.Equal([(shop.Keyword, "primary", null, null), (menu, "responder", "Members eat free.", "Join us.")], await Keywords());
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
    public async Task UnknownMethod_IsRefused()
    {
        var shop = await api.NewShop();
        (await shop.Call("makecoffee")).IsRefused(400, ApiCodes.MethodUnknown);
        (await shop.Call("<script>" + new string('x', 200))).IsRefused(400, ApiCodes.MethodUnknown);
        (await api.Call("", shop.Credentials)).IsRefused(400, ApiCodes.FieldMissing);
    }

    Task<Answer> Handset(string number) => api.Admin.Until($"/v1/simulator/messages?to=%2B1{number}", handset => handset.Items().Count > 0);
}
