using System.Globalization;
using System.Net;
using Hark.Testing;
using Hark.Web;

namespace Hark.Api.Tests;

/// <summary>From <c>setcallback</c> over a handset to the store's own server, end to end.</summary>
public sealed class InboundCallbackTests(CrmTextOnOwnNetwork api) : IClassFixture<CrmTextOnOwnNetwork>
{
    const string Marketing = "444999";

    static readonly string[] Names = ["custID", "message", "keyword", "mobileNum", "optInStatus", "timeStamp", "subacct", "custName", "msgID", "subacct_name"];

    [Theory]
    [InlineData("multipart", "multipart/form-data; boundary=")]
    [InlineData("urlencoded", "application/x-www-form-urlencoded")]
    public async Task MessageOfAHandset_ComesWithEveryField(string form, string contentType)
    {
        using var receiver = new CallbackReceiver();
        var shop = await api.NewShop("Flowers & Co");
        (await shop.Call("setcallback", [("callback", receiver.Url), .. form == "multipart" ? [] : new[] { ("form", form) }])).IsOk();
        var number = await shop.NewCustomer();
        var customer = (await shop.Call("getcustomerinfo", ("phone_number", number))).IsOk().Element("customer")!;

        await Text(shop, number, "Is it open? 100% & more 🌷");

        var post = (await Posts(receiver, 1))[0];
        Assert.StartsWith(contentType, post.ContentType, StringComparison.Ordinal);
        var fields = Fields(post);
        Assert.Equal(Names, fields.Select(field => field.Name));
        var row = Assert.Single((await api.Account.Get($"{shop.Path}/inbox")).Items());
        var at = DateTimeOffset.Parse(row.GetProperty("at").GetString()!, CultureInfo.InvariantCulture);
        Assert.Equal(
        [
            customer.Element("custId")!.Value, "Is it open? 100% & more 🌷", shop.Keyword, number, "Opt-in",
            CrmTextValues.Local(at).ToString("uuuu-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), shop.Id, "Joe Smith",
            (await shop.Call("getinboundmsgs")).IsOk().Descendants("msgID").Single().Value, "Flowers & Co",
        ], fields.Select(field => field.Value));

        await Text(shop, number, "STOP");
        Assert.Equal("Opt-out", Fields((await Posts(receiver, 2))[1])[4].Value);
    }

    [Fact]
    public async Task MessagesOfEachCustomer_ComeInTheirOrder()
    {
        using var receiver = new CallbackReceiver();
        var shop = await api.NewShop();
        (await shop.Call("setcallback", ("callback", receiver.Url), ("form", "urlencoded"))).IsOk();
        var people = new[] { await shop.NewCustomer(), await shop.NewCustomer() };
        // Of each the fifth fails at first: what comes after it waits for its next attempt.
        receiver.Answer = post => Task.FromResult(Fields(post)[1].Value == "Text 5" && receiver.Received.Count(other => other.Id == post.Id) == 1 ? 503 : 200);

        for (var n = 1; n <= 20; n++)
            foreach (var number in people) await Text(shop, number, $"Text {n}");

        await api.Account.Until($"{shop.Path}/callback", callback => callback.Json.GetProperty("pending").GetInt64() == 0);
        foreach (var number in people)
        {
            var texts = receiver.Received.Select(post => (post.Id, Fields: Fields(post))).Where(post => post.Fields[3].Value == number).DistinctBy(post => post.Id).ToList();
            Assert.Equal(Enumerable.Range(1, 20).Select(n => $"Text {n}"), texts.Select(post => post.Fields[1].Value));
        }
    }

    [Fact]
    public async Task EveryKindOfMessage_IsPosted_InItsOrder_WithWhereThePersonStandsThen()
    {
        using var receiver = new CallbackReceiver();
        var shop = await api.NewShop();
        await api.Account.Send("PATCH", shop.Path, new { doubleOptIn = true });
        var word = api.NewName("HOURS");
        (await shop.Call("createkeyword", ("keyword", word), ("autoresponder", "1"))).IsOk();
        (await shop.Call("setcallback", ("callback", receiver.Url), ("form", "urlencoded"))).IsOk();
        var number = api.NewNumber();
        string[] pictures = ["https://carrier.example/a/1.JPG?x=1&y=\u00e9", "http://carrier.example/2.gif"];
        await TextTo(Marketing, number, word);
        await shop.Call("optincustomer", ("phone_number", number));

        foreach (var text in new[] { "What is this?", "Yes", "HELP" }) await Text(shop, number, text);
        foreach (var text in new[] { shop.Keyword, $"{word} today" }) await TextTo(Marketing, number, text);
        await Text(shop, number, "Look", pictures);
        await Text(shop, number, "STOP");

        var posts = (await Posts(receiver, 8)).Select(Fields).ToList();
        Assert.Equal(
        [
            (word, "Opt-out"), ("What is this?", "Opt-out"), ("Yes", "Opt-in"), ("HELP", "Opt-in"), (shop.Keyword, "Opt-in"), ($"{word} today", "Opt-in"), ("Look", "Opt-in"), ("STOP", "Opt-out"),
        ], posts.Select(post => (post[1].Value, post[4].Value)));
        Assert.Equal([.. Names, "mms"], posts[6].Select(field => field.Name));
        Assert.Equal(
            """{"0":{"ContentType":"image\/jpeg","URL":"https:\/\/carrier.example\/a\/1.JPG?x=1&y=\u00e9"},"1":{"ContentType":"image\/gif","URL":"http:\/\/carrier.example\/2.gif"},"count":2}""",
            posts[6][^1].Value);
        Assert.All(posts.Where(post => post != posts[6]), post => Assert.Equal(Names, post.Select(field => field.Name)));
        Assert.Single(posts.Select(post => post[0].Value).Distinct());
        Assert.Equal(posts.Count, posts.Select(post => post[8].Value).Distinct().Count());
    }

    async Task Text(CrmTextStore shop, string number, string text, params string[] mediaUrls)
    {
        var code = (await api.Account.Until($"{shop.Path}/subscribers/+1{number}", person => person.Json.GetProperty("shortCode").GetString() is not null)).Text("shortCode");
        await TextTo(code, number, text, mediaUrls);
    }

    async Task TextTo(string code, string number, string text, params string[] mediaUrls) =>
        Assert.Equal(HttpStatusCode.Accepted, (await api.Admin.Send("POST", "/v1/simulator/inbound", new { from = $"+1{number}", to = code, text, mediaUrls })).Status);

    static async Task<IReadOnlyList<ReceivedCallback>> Posts(CallbackReceiver receiver, int count)
    {
        await Until.True(() => receiver.Received.Count >= count, $"{count} posts");
        return [.. receiver.Received];
    }

    static IReadOnlyList<(string Name, string Value)> Fields(ReceivedCallback post)
    {
        if (!post.ContentType.StartsWith("multipart/", StringComparison.Ordinal))
            return [.. post.Body.Split('&').Select(field => (field.Split('=')[0], WebUtility.UrlDecode(field.Split('=')[1])))];
        var parts = post.Body.Split($"--{post.ContentType.Split("boundary=")[1]}");
        Assert.Equal(("", "--\r\n"), (parts[0], parts[^1]));
        const string head = "\r\nContent-Disposition: form-data; name=\"";
        return [.. parts[1..^1].Select(part =>
        {
            Assert.StartsWith(head, part, StringComparison.Ordinal);
            var (name, value) = part[head.Length..].Split("\"\r\n\r\n") is [var n, var v] ? (n, v) : throw new FormatException(part);
            return (name, value[..^2]);
        })];
    }
}

/// <summary>The store's own server may lie on this machine.</summary>
public sealed class CrmTextOnOwnNetwork : CrmTextFixture
{
    protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?> { ["Callbacks:AllowPrivateAddresses"] = "true" };
}
