using System.Net;
using System.Text;
using System.Text.Json;

namespace Hark.Api.Tests;

/// <summary>The bytes of the CRM Text surface: each peculiarity of its clients, and the envelope to the letter.</summary>
public sealed class WireTests(CrmTextFixture api) : IClassFixture<CrmTextFixture>
{
    [Fact]
    public async Task Success_IsTheEnvelopeToTheLetter()
    {
        var answer = await api.Call("iskeywordavailable", $"{api.Owner}:{CrmTextFixture.Password}", ("keyword", "awesome1"));

        Assert.Equal("<?xml version=\"1.0\"?>\n<response op=\"iskeywordavailable\" status=\"200\" message=\"ok\"><keyword>AWESOME1</keyword><availability>1</availability></response>", answer.Body);
        Assert.Contains("Content-Type: application/xml; charset=utf-8", answer.Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_SaysItsStatusInXmlAndInHttp()
    {
        var answer = await api.Call("iskeywordavailable", $"{api.Owner}:{CrmTextFixture.Password}", ("keyword", "abc"));

        answer.IsRefused(422, Codes.KeywordInvalid);
        Assert.StartsWith("<?xml version=\"1.0\"?>\n<response op=\"iskeywordavailable\" status=\"422\" message=\"", answer.Body, StringComparison.Ordinal);
        Assert.EndsWith("\"></response>", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Content-Type: application/x-www-form-urlencoded\r\n")]
    [InlineData("Content-type: application/x-www-form-urlencoded\r\nContent-Type: application/xml\r\nAccept: application/xml\r\n")]
    [InlineData("Content-Type: application/xml\r\n")]
    [InlineData("Content-Type: text/plain; charset=utf-8\r\n")]
    public async Task FormText_IsReadWhateverTheHeadersCallIt(string headers)
    {
        var shop = await api.NewShop();
        var answer = await Post(shop, headers, $"method=optincustomer&phone_number={api.NewNumber()}&firstname=&lastname=");

        Assert.Equal("3", answer.IsOk().Element("customer")!.Element("optinStatus")!.Value);
    }

    [Fact]
    public async Task RawSpacesAndRawUtf8_AreReadAsTheyStand()
    {
        var shop = await api.NewShop();
        var number = await shop.NewCustomer();

        var answer = await Post(shop, "", $"method=sendsmsmsg&phone_number={number}&message=Your car is ready, Zoë! 100% done &mmsurl=");

        Assert.Equal("Your car is ready, Zoë! 100% done ", answer.IsOk().Element("message")!.Value);
    }

    [Fact]
    public async Task EscapesPlusAndEmoji_AreRead()
    {
        var shop = await api.NewShop();
        var number = await shop.NewCustomer();

        var answer = await Post(shop, "", $"method=sendsmsmsg&phone_number={number}&message=A+%26+B+%F0%9F%9A%97+%3Cb%3E");

        Assert.Equal("A & B 🚗 <b>", answer.IsOk().Element("message")!.Value);
        Assert.Contains("<message>A &amp; B 🚗 &lt;b&gt;</message>", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Multipart_IsRead()
    {
        var shop = await api.NewShop();
        var number = api.NewNumber();
        string Part(string name, string value) => $"--xyz\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";

        var answer = await Post(shop, "Content-Type: multipart/form-data; boundary=xyz\r\n", $"{Part("method", "optincustomer")}{Part("phone_number", number)}--xyz--\r\n");

        answer.IsOk();
        (await Post(shop, "Content-Type: multipart/form-data; boundary=xyz\r\n", "--xyz\r\nnonsense")).IsRefused(400, ApiCodes.RequestMalformed);
    }

    [Theory]
    [InlineData("\"xyz\"", "xyz")]
    [InlineData("\"x y:z\"", "x y:z")]
    public async Task MultipartWithAQuotedBoundary_IsRead(string quoted, string boundary)
    {
        var shop = await api.NewShop();
        var number = api.NewNumber();
        string Part(string name, string value) => $"--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";

        var answer = await Post(shop, $"Content-Type: multipart/form-data; boundary={quoted}\r\n", $"{Part("method", "optincustomer")}{Part("phone_number", number)}--{boundary}--\r\n");

        Assert.Equal(number, answer.IsOk().Element("customer")!.Element("custMobile")!.Value);
    }

    [Fact]
    public async Task QueryAndBody_AreOneSetOfParameters()
    {
        var shop = await api.NewShop();
        (await Post(shop, "", "", "?method=optincustomer&phone_number=" + api.NewNumber())).IsOk();
        (await Post(shop, "", "phone_number=" + api.NewNumber(), "?method=optincustomer")).IsOk();
        (await Post(shop, "", "method=getcustomerinfo&phone_number=5125550123", "?METHOD=getcustomerinfo&Phone_Number=5125550123")).IsOk();
        (await Post(shop, "", "method=optoutcustomer", "?method=optincustomer")).IsRefused(400, ApiCodes.FieldDoubled);
    }

    [Fact]
    public async Task Get_DoesWhatPostDoes()
    {
        var shop = await api.NewShop();
        var number = api.NewNumber();

        var answer = await api.Raw($"GET /smapi/rest?method=OptInCustomer&PHONE_NUMBER={number}&Firstname=J%C3%B6rg HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: {CrmTextFixture.Basic(shop.Credentials)}\r\n\r\n");

        Assert.Equal("optincustomer", answer.IsOk().Attribute("op")!.Value);
        Assert.Equal("Jörg", answer.Xml.Element("customer")!.Element("custName")!.Value);
        Assert.Equal("opted_in", await shop.Status(number));
    }

    [Theory]
    [InlineData("({0}) {1}-{2}")]
    [InlineData("+1{0}{1}{2}")]
    [InlineData("1{0}{1}{2}")]
    [InlineData("{0}.{1}.{2}")]
    public async Task Number_IsTakenAsPeopleWriteIt(string form)
    {
        var shop = await api.NewShop();
        var number = api.NewNumber();

        var written = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, number[..3], number[3..6], number[6..]);
        Assert.Equal(number, (await shop.Call("optincustomer", ("phone_number", written))).IsOk().Element("customer")!.Element("custMobile")!.Value);
    }

    [Theory]
    [InlineData("512555010")]
    [InlineData("51255501000")]
    [InlineData("call me")]
    [InlineData("<>&\"'")]
    public async Task NumberThatIsNone_IsRefused(string number) =>
        (await (await api.NewShop()).Call("optincustomer", ("phone_number", number))).IsRefused(422, Codes.NumberMalformed);

    [Fact]
    public async Task Json_IsAnsweredToWhoAsksForIt()
    {
        var shop = await api.NewShop();
        var number = await shop.NewCustomer();
        await shop.Call("sendsmsmsg", ("phone_number", number), ("message", "Your \"car\" is <ready>"));

        var answer = await Post(shop, "Accept: application/json\r\n", $"method=getcustmsgsbymobile&phone_number={number}");

        var json = JsonDocument.Parse(answer.Body).RootElement;
        Assert.Equal(200, json.GetProperty("status").GetInt32());
        Assert.All(json.GetProperty("msglist").EnumerateArray(), message => Assert.Equal(number, message.GetProperty("customer").GetProperty("custMobile").GetString()));
        var refused = await Post(shop, "Accept: application/json\r\n", "method=nonsense");
        Assert.Equal((HttpStatusCode.BadRequest, 400), (refused.Status, JsonDocument.Parse(refused.Body).RootElement.GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task Json_HasTheNamesOfEachMethodsAnswer()
    {
        var shop = await api.NewShop();
        var number = await shop.NewCustomer();
        var (word, another) = (api.NewName("EXTRA"), api.NewName("OTHER"));
        string[] customer = ["custID", "subacct", "timeStamp", "optinStatus", "custName", "custMobile"];
        string[] message = ["msgID", "message", "timeStamp", "delivered", "txnid", "msg_direction", "user_id", "customer"];

        Assert.Equal(["keyword", "availability"], await Names("method=iskeywordavailable&keyword=FREEWORD"));
        Assert.Equal(["keyword"], await Names($"method=createkeyword&keyword={word}&autoresponder=1"));
        Assert.Equal(["keyword"], await Names($"method=changestoretextcodemsg&textcode={word}&optinmsg=in&nonoptinmsg=out"));
        Assert.Equal(["keyword"], await Names($"method=deletekeyword&keyword={word}"));
        Assert.Empty(await Names("method=setcallback&callback=https://hooks.example.com/crm"));
        Assert.Equal(["callback"], await Names("method=getcallback"));
        foreach (var method in new[] { "optincustomer", "getcustomerinfo" })
        {
            Assert.Equal(["customer"], await Names($"method={method}&phone_number={number}"));
            Assert.Equal(customer, await Names($"method={method}&phone_number={number}", "customer"));
        }
        Assert.Equal(["msgID", "text", "timeStamp", "txnid", "msg_direction", "user_id", "customer"], await Names($"method=sendsmsmsg&phone_number={number}&message=Hello"));
        Assert.Equal(customer, await Names($"method=sendsmsmsg&phone_number={number}&message=Again", "customer"));
        Assert.Empty(await Names("method=sendcampaign&message=Sale"));
        Assert.Equal(["custlist"], await Names("method=getcustbystatus&status=3"));
        Assert.Equal(customer, await Names("method=getcustbystatus&status=3", "custlist"));
        foreach (var method in new[] { $"getcustmsgsbymobile&phone_number={number}", "getoutboundmsgs" })
        {
            Assert.Equal(["msglist"], await Names($"method={method}"));
            Assert.Equal(message, await Names($"method={method}", "msglist"));
        }
        Assert.Equal(["customer"], await Names($"method=optoutcustomer&phone_number={number}"));
        var created = (await Json($"method=createstoreanduser&storename=Shop&storekeyword={another}", $"{api.Owner}:{CrmTextFixture.Password}")).GetProperty("store");
        Assert.Equal(["store-id", "store-name", "store-phone"], created.EnumerateObject().Select(field => field.Name));

        // Beside the envelope's own; of a list those of its first item.
        async Task<IEnumerable<string>> Names(string form, string? within = null)
        {
            var json = await Json(form, shop.Credentials);
            Assert.Equal(["op", "status", "message"], json.EnumerateObject().Take(3).Select(field => field.Name));
            if (within is null) return json.EnumerateObject().Skip(3).Select(field => field.Name);
            var inner = json.GetProperty(within);
            return (inner.ValueKind == JsonValueKind.Array ? inner[0] : inner).EnumerateObject().Select(field => field.Name);
        }

        async Task<JsonElement> Json(string form, string credentials)
        {
            var answer = await Post(shop with { Credentials = credentials }, "Accept: application/json\r\n", form);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            return JsonDocument.Parse(answer.Body).RootElement;
        }
    }

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/json, text/plain, */*", true)]
    [InlineData("application/xml, application/json;q=0.5", false)]
    [InlineData("application/json;q=0", false)]
    [InlineData("*/*", false)]
    public async Task Json_IsForThoseWhoWantItMoreThanXml(string accept, bool json)
    {
        var answer = await Post(await api.NewShop(), $"Accept: {accept}\r\n", "method=getcallback");
        Assert.Equal(json, answer.Body.StartsWith('{'));
    }

    [Fact]
    public async Task BoundaryOfAnyLength_IsAnswered() =>
        (await Post(await api.NewShop(), $"Content-Type: multipart/form-data; boundary={new string('x', 5_000)}\r\n", "--x\r\n")).IsRefused(400, ApiCodes.RequestMalformed);

    [Fact]
    public async Task OtherVerbs_AreRefusedInTheEnvelope() =>
        (await api.Raw("PUT /smapi/rest HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")).IsRefused(405, ApiCodes.MethodNotAllowed);

    [Fact]
    public async Task LargeBody_IsRefusedInTheEnvelope()
    {
        var shop = await api.NewShop();
        var answer = await api.Raw($"POST /smapi/rest HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: {CrmTextFixture.Basic(shop.Credentials)}\r\nContent-Length: 10000000\r\n\r\nmethod=");

        answer.IsRefused(413, ApiCodes.RequestTooLarge);
    }

    [Fact]
    public async Task TextThatXmlCannotSay_ComesBackWithoutIt()
    {
        var shop = await api.NewShop();

        var answer = await Post(shop, "", $"method=optincustomer&phone_number={api.NewNumber()}&firstname=A%01%0B%FF%26&lastname=%22%27%3C%3E%F0%9F%98%80");

        Assert.Equal("A\uFFFD& \"'<>😀", answer.IsOk().Element("customer")!.Element("custName")!.Value);
    }

    Task<CrmTextReply> Post(CrmTextStore shop, string headers, string body, string query = "") => api.Raw(
        $"POST /smapi/rest{query} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: {CrmTextFixture.Basic(shop.Credentials)}\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
}
