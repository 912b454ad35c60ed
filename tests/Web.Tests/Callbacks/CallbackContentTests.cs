using System.Text;
using Hark.Grains;

namespace Hark.Web.Tests;

public sealed class CallbackContentTests
{
    static string Body(CallbackPost post) => Encoding.UTF8.GetString(CallbackContent.Of(post).Body);

    static Dictionary<string, string> Fields(MessageReceivedFacts facts) => CrmTextFields.Of(CallbackSamples.Post(facts: facts)).ToDictionary(f => f.Name, f => f.Value);

    [Fact]
    public void Json_IsTypeTimeAndFacts()
    {
        var content = CallbackContent.Of(CallbackSamples.Post());
        Assert.Equal("application/json", content.ContentType);
        Assert.Equal(
            """{"type":"message.received","timestamp":"2026-07-04T22:30:46Z","data":{"id":42,"store":"st_501","storeName":"Acme \"Pizza\"","storeKeyword":"PIZZA123","from":"+19992221234","to":"444999","text":"Hi & bye=1 ä🍕","meaning":"message","status":"opted_in","keyword":null,"firstName":"Joe","lastName":"Smith","at":"2026-07-04T22:30:45.678Z","media":[]}}""",
            Encoding.UTF8.GetString(content.Body).Replace("\\uD83C\\uDF55", "🍕", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Multipart_IsAsPhpSendsIt()
    {
        var content = CallbackContent.Of(CallbackSamples.Post(CallbackForm.Crmtext));
        var boundary = content.ContentType["multipart/form-data; boundary=".Length..];
        Assert.Matches("^hark-[0-9a-f]{40}$", boundary);
        Assert.Equal(string.Join("\r\n",
            $"--{boundary}", "Content-Disposition: form-data; name=\"custID\"", "", "112233",
            $"--{boundary}", "Content-Disposition: form-data; name=\"message\"", "", "Hi & bye=1 ä🍕",
            $"--{boundary}", "Content-Disposition: form-data; name=\"keyword\"", "", "PIZZA123",
            $"--{boundary}", "Content-Disposition: form-data; name=\"mobileNum\"", "", "9992221234",
            $"--{boundary}", "Content-Disposition: form-data; name=\"optInStatus\"", "", "Opt-in",
            $"--{boundary}", "Content-Disposition: form-data; name=\"timeStamp\"", "", "2026-07-04 15:30:45",
            $"--{boundary}", "Content-Disposition: form-data; name=\"subacct\"", "", "501",
            $"--{boundary}", "Content-Disposition: form-data; name=\"custName\"", "", "Joe Smith",
            $"--{boundary}", "Content-Disposition: form-data; name=\"msgID\"", "", "42",
            $"--{boundary}", "Content-Disposition: form-data; name=\"subacct_name\"", "", "Acme \"Pizza\"",
            $"--{boundary}--", ""), Encoding.UTF8.GetString(content.Body));
    }

    [Fact]
    public void UrlEncoded_IsOneLine()
    {
        var content = CallbackContent.Of(CallbackSamples.Post(CallbackForm.CrmtextUrlencoded));
        Assert.Equal("application/x-www-form-urlencoded", content.ContentType);
        Assert.Equal("custID=112233&message=Hi+%26+bye%3D1+%C3%A4%F0%9F%8D%95&keyword=PIZZA123&mobileNum=9992221234&optInStatus=Opt-in&timeStamp=2026-07-04+15%3A30%3A45" +
            "&subacct=501&custName=Joe+Smith&msgID=42&subacct_name=Acme+%22Pizza%22", Encoding.UTF8.GetString(content.Body));
    }

    [Theory]
    [InlineData("2026-01-15T08:00:00Z", "2026-01-15 00:00:00")]
    [InlineData("2026-03-08T09:59:59Z", "2026-03-08 01:59:59")]
    [InlineData("2026-03-08T10:00:00Z", "2026-03-08 03:00:00")]
    [InlineData("2026-11-01T08:30:00Z", "2026-11-01 01:30:00")]
    [InlineData("2026-11-01T09:30:00Z", "2026-11-01 01:30:00")]
    public void TimeStamp_IsWhatAClockInCaliforniaShows(string at, string stamp) => Assert.Equal(stamp, Fields(CallbackSamples.Facts with { At = at })["timeStamp"]);

    [Theory]
    [InlineData("opted_in", "Opt-in")]
    [InlineData("opted_out", "Opt-out")]
    [InlineData("pending", "Opt-out")]
    [InlineData("new", "Opt-out")]
    public void OnlyWhoIsOptedIn_IsToldSo(string status, string told) => Assert.Equal(told, Fields(CallbackSamples.Facts with { Status = status })["optInStatus"]);

    [Theory]
    [InlineData("+19992221234", "9992221234")]
    [InlineData("+4915112345678", "4915112345678")]
    public void Mobile_IsTenDigitsInNorthAmerica(string from, string told) => Assert.Equal(told, Fields(CallbackSamples.Facts with { From = from })["mobileNum"]);

    [Theory]
    [InlineData(null, null, "")]
    [InlineData("Joe", null, "Joe")]
    [InlineData(null, "Smith", "Smith")]
    public void Name_IsWhatIsKnownOfIt(string? first, string? last, string told) => Assert.Equal(told, Fields(CallbackSamples.Facts with { FirstName = first, LastName = last })["custName"]);

    [Fact]
    public void Pictures_AreJsonAsPhpWritesIt()
    {
        Assert.DoesNotContain("mms", Fields(CallbackSamples.Facts).Keys);
        var facts = CallbackSamples.Facts with { Media = [new("image/jpeg", "https://hark.example/m/1.jpg"), new("image/png", "https://hark.example/ä\"1")] };
        Assert.Equal("""{"0":{"ContentType":"image\/jpeg","URL":"https:\/\/hark.example\/m\/1.jpg"},"1":{"ContentType":"image\/png","URL":"https:\/\/hark.example\/\u00e4\"1"},"count":2}""", Fields(facts)["mms"]);
    }

    [Fact]
    public void TextThatLooksLikeABoundary_AddsNoField()
    {
        var boundary = CallbackContent.Of(CallbackSamples.Post(CallbackForm.Crmtext)).ContentType.Split('=')[1];
        var facts = CallbackSamples.Facts with { Text = $"x\r\n--{boundary}\r\nContent-Disposition: form-data; name=\"optInStatus\"\r\n\r\nOpt-in" };
        var content = CallbackContent.Of(CallbackSamples.Post(CallbackForm.Crmtext, facts: facts));
        Assert.DoesNotContain(content.ContentType.Split('=')[1], facts.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void SameEvent_IsTheSameBytesAtEachAttempt()
    {
        foreach (var form in Enum.GetValues<CallbackForm>()) Assert.Equal(Body(CallbackSamples.Post(form)), Body(CallbackSamples.Post(form)));
    }

    /// <summary>The first value is of the standard's own libraries; all were computed with OpenSSL and with Python's hmac.</summary>
    [Fact]
    public void Signature_IsThatOfStandardWebhooks()
    {
        var body = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookSignature.Of([CallbackSamples.Secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body));
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1,/485aUtxlie+TIScVpHggMfqOB4so2KWb7+Gf727B44=",
            WebhookSignature.Of([CallbackSamples.Secret, "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX"], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body));
    }
}
