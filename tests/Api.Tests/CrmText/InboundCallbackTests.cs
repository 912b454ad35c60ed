using System.Globalization;
using System.Net;
using Hark.Testing;
using Hark.Web;

namespace Hark.Api.Tests;

/// <summary>From <c>setcallback</c> over a handset to the store's own server, end to end.</summary>
public sealed class InboundCallbackTests(CrmTextOnOwnNetwork api) : IClassFixture<CrmTextOnOwnNetwork>
{
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

    async Task Text(CrmTextStore shop, string number, string text)
    {
        var code = (await api.Account.Until($"{shop.Path}/subscribers/+1{number}", person => person.Json.GetProperty("shortCode").GetString() is not null)).Text("shortCode");
        Assert.Equal(HttpStatusCode.Accepted, (await api.Admin.Send("POST", "/v1/simulator/inbound", new { from = $"+1{number}", to = code, text })).Status);
    }

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
