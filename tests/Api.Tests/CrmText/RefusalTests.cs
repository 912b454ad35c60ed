namespace Hark.Api.Tests;

/// <summary>What every method refuses, a row for each of them.</summary>
public sealed class RefusalTests(CrmTextFixture api) : IClassFixture<CrmTextFixture>
{
    /// <summary>Each method with the parameters that it needs.</summary>
    static readonly (string Method, string[] Needed)[] Methods =
    [
        ("iskeywordavailable", ["keyword"]), ("createstoreanduser", ["storename", "storekeyword"]), ("createkeyword", ["keyword"]), ("deletekeyword", ["keyword"]),
        ("changestoretextcodemsg", ["textcode", "optinmsg", "nonoptinmsg"]), ("optincustomer", ["phone_number"]), ("optoutcustomer", ["phone_number"]),
        ("sendsmsmsg", ["phone_number", "message"]), ("sendoptinandsms", ["phone_number", "message"]), ("sendcampaign", ["message"]), ("setcallback", ["callback"]), ("getcallback", []),
        ("getcustomerinfo", ["phone_number"]), ("getcustbystatus", ["status"]), ("getcustmsgsbymobile", ["phone_number"]), ("getinboundmsgs", []), ("getoutboundmsgs", []),
    ];

    static readonly string[] WithoutAStore = ["iskeywordavailable", "createstoreanduser"];

    public static IEnumerable<object[]> NeededParameters => Methods.SelectMany(method => method.Needed.Select(name => new object[] { method.Method, name }));
    public static TheoryData<string> PhoneMethods => [.. Methods.Where(method => method.Needed.Contains("phone_number")).Select(method => method.Method)];
    public static TheoryData<string> AllMethods => [.. Methods.Select(method => method.Method)];
    public static TheoryData<string> StoreMethods => [.. Methods.Select(method => method.Method).Except(WithoutAStore)];

    [Theory]
    [MemberData(nameof(NeededParameters))]
    public async Task MissingParameter_IsNamed(string method, string missing)
    {
        var shop = await api.NewShop();
        var refused = await Call(method, $"{api.Owner}:{CrmTextFixture.Password}:{shop.Keyword}", field => field == missing ? "" : Sensible(field));

        refused.IsRefused(400, ApiCodes.FieldMissing);
        Assert.Equal($"The parameter {missing} is missing.", refused.Message);
        Assert.Equal(method, refused.Xml.Attribute("op")!.Value);
    }

    [Theory]
    [MemberData(nameof(PhoneMethods))]
    public async Task NumberThatIsNone_IsRefused(string method)
    {
        var shop = await api.NewShop();
        var refused = await Call(method, shop.Credentials, field => field == "phone_number" ? "555-0100" : Sensible(field));

        refused.IsRefused(422, Codes.NumberMalformed);
        Assert.Contains("phone_number", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AllMethods))]
    public async Task WrongPassword_OpensNothing(string method)
    {
        var shop = await api.NewShop();
        (await Call(method, $"user@{shop.Keyword}.example:wrong:{shop.Keyword}", Sensible)).IsRefused(401, ApiCodes.CredentialsInvalid);
    }

    [Theory]
    [MemberData(nameof(StoreMethods))]
    public async Task StoreMethodWithoutKeyword_SaysWhatIsMissing(string method) =>
        (await Call(method, $"{api.Owner}:{CrmTextFixture.Password}", Sensible)).IsRefused(401, ApiCodes.KeywordNotNamed);

    [Theory]
    [InlineData("getcustmsgsbymobile")]
    [InlineData("getinboundmsgs")]
    [InlineData("getoutboundmsgs")]
    public async Task ReportWithBadCountsOrDates_IsRefused(string method)
    {
        var shop = await api.NewShop();
        var number = await shop.NewCustomer();
        Task<CrmTextReply> Report(params (string, string)[] fields) => shop.Call(method, [("phone_number", number), .. fields]);

        foreach (var (name, value) in new[] { ("startcount", "-1"), ("startcount", "1.5"), ("msgcount", "-1"), ("msgcount", "5001"), ("msgcount", "many"), ("startcount", "99999999999") }) await IsNamed(name, value);
        foreach (var nonsense in new[] { "9999-12-31", "0000-01-01", "2015-02-30", "11/02/2015", "yesterday", "2015-02-11T25:00:00", "-1" })
            foreach (var name in new[] { "startdate", "enddate" })
                await IsNamed(name, nonsense);
        (await Report(("startdate", "2015-02-12"), ("enddate", "2015-02-11"))).IsRefused(400, ApiCodes.FieldInvalid);
        (await Report(("startcount", "5001"), ("msgcount", "5000"))).IsOk();
        Assert.Empty((await Report(("msgcount", "0"))).IsOk().Descendants("msg"));

        async Task IsNamed(string name, string value)
        {
            var refused = await Report((name, value));
            refused.IsRefused(400, ApiCodes.FieldInvalid);
            Assert.StartsWith($"The parameter {name} is ", refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("offset", "-1")]
    [InlineData("offset", "x")]
    [InlineData("count", "-1")]
    [InlineData("count", "5001")]
    public async Task ListOfPeopleWithABadCount_IsRefused(string name, string value) =>
        (await (await api.NewShop()).Call("getcustbystatus", ("status", "3"), (name, value))).IsRefused(400, ApiCodes.FieldInvalid);

    Task<CrmTextReply> Call(string method, string credentials, Func<string, string> value) =>
        api.Call(method, credentials, [.. Methods.Single(known => known.Method == method).Needed.Select(field => (field, value(field)))]);

    static string Sensible(string field) => field switch
    {
        "phone_number" => "5125550123",
        "status" => "3",
        "callback" => "https://hooks.example.com/crm",
        _ => "FREEWORD",
    };
}
