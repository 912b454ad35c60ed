using System.Net;
using Hark.Carriers;

namespace Hark.Api.Tests;

public sealed class CarrierWebhookTests(HttpCarrierApi api) : IClassFixture<HttpCarrierApi>
{
    const string Status = "/carriers/http/status";
    const string Inbound = "/carriers/http/inbound";

    static readonly (string, string)[] Receipt = [("MessageSid", "SM1"), ("MessageStatus", "delivered")];

    static readonly (string, string)[] Text = [("MessageSid", "SM1"), ("From", "+15125550150"), ("To", "+15005550006"), ("Body", "STOP"), ("NumMedia", "0")];

    [Fact]
    public async Task StopOfAHandset_OptsOutAndIsTakenOnce()
    {
        const string number = "+15125550151";
        var (client, store) = await api.Ready(number);
        var sender = (await client.Get(store)).Text("sender");
        for (var i = 0; i < 2; i++)
        {
            var answer = await api.Inbound("SMstop", number, sender, "Stop, please");
            Assert.Equal((HttpStatusCode.OK, "text/xml"), (answer.Status, answer.MediaType));
            Assert.EndsWith("<Response/>", answer.Body, StringComparison.Ordinal);
            Assert.Equal("opted_out", (await client.Get($"{store}/subscribers/{number}")).Text("status"));
        }
        var inbox = Assert.Single((await client.Get(store + "/inbox")).Items());
        Assert.Equal(("Stop, please", "opt_out"), (inbox.GetProperty("text").GetString(), inbox.GetProperty("meaning").GetString()));
        await api.Admin.Until("/metrics", m => m.Body.Contains("hark_carrier_inbound_total", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PicturesOfAHandset_ReachTheInbox()
    {
        const string number = "+15125550152";
        var (client, store) = await api.Ready(number);
        var sender = (await client.Get(store)).Text("sender");
        var answer = await api.Inbound("SMpictures", number, sender, "", ("NumMedia", "2"),
            ("MediaUrl0", "https://api.example.com/0"), ("MediaContentType0", "image/jpeg"), ("MediaUrl1", "https://api.example.com/1"), ("MediaContentType1", "image/png"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var media = Assert.Single((await client.Get(store + "/inbox")).Items()).GetProperty("media").EnumerateArray();
        Assert.Equal([("https://api.example.com/0", "image/jpeg"), ("https://api.example.com/1", "image/png")], media.Select(m => (m.GetProperty("url").GetString(), m.GetProperty("contentType").GetString())));
    }

    [Theory]
    [InlineData("55555")]
    [InlineData("MOTORS")]
    [InlineData("")]
    public async Task TextOfNoNumber_IsTakenAndLeftOut(string from)
    {
        var (client, store) = await api.NewStore();
        var answer = await api.Inbound("SMwho", from, (await client.Get(store)).Text("sender"), "STOP");
        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        Assert.Empty((await client.Get(store + "/inbox")).Items());
    }

    [Fact]
    public async Task CallThatIsNotTheProviders_IsRefusedAndChangesNothing()
    {
        const string number = "+15125550153";
        var (client, store) = await api.Ready(number);
        (string, string)[] stop = [("MessageSid", "SMforged"), ("From", number), ("To", (await client.Get(store)).Text("sender")), ("Body", "STOP")];
        var right = Sign(HttpCarrierApi.SigningToken, HttpCarrierApi.PublicUrl + Inbound, stop);
        string[] signatures = ["", "x", right.ToUpperInvariant(), Sign("password-of-the-tests", HttpCarrierApi.PublicUrl + Inbound, stop), Sign("", HttpCarrierApi.PublicUrl + Inbound, stop),
            Sign(HttpCarrierApi.SigningToken, api.Address + Inbound[1..], stop), Sign(HttpCarrierApi.SigningToken, HttpCarrierApi.PublicUrl + Status, stop)];
        foreach (var signature in signatures)
        {
            var answer = await api.Call(Inbound, stop, signature);
            answer.IsProblem(403, "signature_invalid");
            Assert.DoesNotContain(HttpCarrierApi.SigningToken, answer.Body, StringComparison.Ordinal);
        }
        // The signature of another call, of another address, and of less than what is sent.
        (await api.Call(Inbound, [.. stop[..3], ("Body", "START")], right)).IsProblem(403, "signature_invalid");
        (await api.Call(Inbound + "?a=b", stop, right)).IsProblem(403, "signature_invalid");
        (await api.Call(Inbound, [.. stop, ("NumMedia", "1")], right)).IsProblem(403, "signature_invalid");
        Assert.Equal("opted_in", (await client.Get($"{store}/subscribers/{number}")).Text("status"));
        Assert.Empty((await client.Get(store + "/inbox")).Items());

        Assert.Equal(HttpStatusCode.OK, (await api.Call(Inbound, stop, right)).Status);
    }

    [Fact]
    public async Task QueryOfTheAddress_IsSignedWithIt() => Assert.Equal(HttpStatusCode.NoContent, (await api.Call(Status + "?account=AC%20123&x=%2B1", Receipt)).Status);

    public static TheoryData<string, string, string, int, string> Incomplete => new()
    {
        { Status, "MessageSid", "", 400, "field_invalid" },
        { Status, "MessageSid", "-", 400, "field_missing" },
        { Status, "MessageSid", "SM 1", 400, "field_invalid" },
        { Status, "MessageStatus", "-", 400, "field_missing" },
        { Inbound, "MessageSid", "-", 400, "field_missing" },
        { Inbound, "From", "-", 400, "field_missing" },
        { Inbound, "To", "-", 400, "field_missing" },
        { Inbound, "To", "", 400, "field_invalid" },
        { Inbound, "Body", "-", 400, "field_missing" },
        { Inbound, "NumMedia", "1", 400, "field_missing" },
        { Inbound, "NumMedia", "11", 400, "field_invalid" },
        { Inbound, "NumMedia", "-1", 400, "field_invalid" },
        { Inbound, "NumMedia", "many", 400, "field_invalid" },
    };

    /// <param name="value">A hyphen leaves the parameter out.</param>
    [Theory, MemberData(nameof(Incomplete))]
    public async Task ParameterThatCannotBe_IsRefused(string path, string name, string value, int status, string code)
    {
        var form = (path == Status ? Receipt : Text).Where(f => f.Item1 != name);
        var answer = await api.Call(path, value == "-" ? form : form.Append((name, value)));
        answer.IsProblem(status, code);
        Assert.Contains(value == "1" ? "MediaContentType0" : name, answer.Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MessageSid", "SM2")]
    [InlineData("MessageStatus", "delivered")]
    public async Task DoubledParameter_IsRefused(string name, string value) =>
        (await api.Call(Status, [.. Receipt, (name, value)])).IsProblem(400, "field_doubled");

    [Fact]
    public async Task BodyThatIsNoForm_IsRefused()
    {
        foreach (var type in new[] { "application/json", "multipart/form-data", "text/plain" })
            (await api.Call(Status, Receipt, type: type)).IsProblem(415, "media_type_unsupported");
    }

    [Fact]
    public async Task BodyBeyondTheLimit_IsRefused()
    {
        Assert.Equal(HttpStatusCode.NoContent, (await api.Call(Status, [.. Receipt, ("More", new string('a', 60_000))])).Status);
        (await api.Call(Status, [.. Receipt, ("More", new string('a', 70_000))])).IsProblem(413, "request_too_large");
    }

    [Theory]
    [InlineData("/carriers/other/status")]
    [InlineData("/carriers/HTTP/inbound")]
    [InlineData("/carriers/simulator/inbound")]
    public async Task LinkThatIsNot_IsUnknown(string path) => (await api.Call(path, Receipt)).IsProblem(404, "carrier_link_unknown");

    [Fact]
    public async Task EventThatCannotBeKept_IsAskedForAgain()
    {
        const string number = "+15125550154";
        var (client, store) = await api.Ready(number);
        var sender = (await client.Get(store)).Text("sender");
        api.Disturbances.EventsFailWith = new StorageUnavailableException("The disk is full.");
        (await api.Inbound("SMagain", number, sender, "STOP")).IsProblem(503, Codes.StorageUnavailable);
        (await api.Receipt("SMagain", "delivered")).IsProblem(503, Codes.StorageUnavailable);
        api.Disturbances.EventsFailWith = new NoAnswerException("The silo is gone.");
        (await api.Inbound("SMagain", number, sender, "STOP")).IsProblem(503, "event_not_kept");
        api.Disturbances.EventsFailWith = null;

        Assert.Equal("opted_in", (await client.Get($"{store}/subscribers/{number}")).Text("status"));
        Assert.Equal(HttpStatusCode.OK, (await api.Inbound("SMagain", number, sender, "STOP")).Status);
        Assert.Equal("opted_out", (await client.Get($"{store}/subscribers/{number}")).Text("status"));
    }

    [Fact]
    public async Task StartThatComesAgainAfterTheStop_IsFromBeforeIt()
    {
        const string number = "+15125550155";
        var (client, store) = await api.Ready(number);
        var sender = (await client.Get(store)).Text("sender");
        api.Disturbances.EventsFailWith = new StorageUnavailableException("The disk is full.");
        (await api.Inbound("SMstart", number, sender, "START")).IsProblem(503, Codes.StorageUnavailable);
        api.Disturbances.EventsFailWith = null;
        Assert.Equal(HttpStatusCode.OK, (await api.Inbound("SMstop", number, sender, "STOP")).Status);

        Assert.Equal(HttpStatusCode.OK, (await api.Inbound("SMstart", number, sender, "START")).Status);
        Assert.Equal("opted_out", (await client.Get($"{store}/subscribers/{number}")).Text("status"));
    }

    [Fact]
    public async Task ProviderThatCallsMoreThanKeysMayBeTried_IsServed()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 150).Select(i => api.Receipt($"SMmany{i}", "sent")));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.NoContent, a.Status));
    }

    static string Sign(string key, string url, IEnumerable<(string Name, string Value)> form) => ProviderSignature.Of(key, url, form.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)));
}
