using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Xml.Linq;

namespace Hark.Api.Tests;

/// <summary>One account whose stores are administered through <c>/smapi/rest</c>.</summary>
public class CrmTextFixture : ApiFixture
{
    public const string Password = "correct:horse:battery";

    int _people;

    public string Owner { get; } = "owner@crmtext.example";

    /// <summary>The same account through /v1.</summary>
    public HttpClient Account { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var account = await Admin.Send("POST", "/v1/accounts", new { name = "Dealers", email = Owner, password = Password });
        Account = Client(account.Text("apiKey"));
    }

    /// <summary>A number that no other test uses.</summary>
    public string NewNumber() => $"51255{50_000 + Interlocked.Increment(ref _people):D5}";

    /// <returns>Its primary keyword and its path in /v1.</returns>
    public async Task<CrmTextStore> NewShop(string name = "Main Street Motors")
    {
        var keyword = NewName("SHOP");
        var answer = await Call("createstoreanduser", $"{Owner}:{Password}", ("storename", name), ("storeKeyword", keyword), ("emailid", $"user@{keyword}.example"),
            ("password", "secret:word"), ("firstname", "Ann"), ("lastname", "Lee"), ("phonenumber", "5125550100"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return new(this, keyword, answer.Xml.Element("store")!.Element("store-id")!.Value, $"user@{keyword}.example:secret:word:{keyword}");
    }

    public Task<CrmTextReply> Call(string method, string credentials, params (string Name, string Value)[] fields)
    {
        var form = string.Join('&', fields.Prepend(("method", method)).Select(f => $"{f.Item1}={Uri.EscapeDataString(f.Item2)}"));
        return Raw($"POST /smapi/rest HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: {Basic(credentials)}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n\r\n{form}");
    }

    public static string Basic(string credentials) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));

    /// <summary>Sends these bytes and reads what comes until the connection ends.</summary>
    public async Task<CrmTextReply> Raw(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Address.Host, Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = await reader.ReadToEndAsync();
        var split = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var (head, body) = (text[..split], text[(split + 4)..]);
        return new((HttpStatusCode)int.Parse(head.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture), head, head.Contains("chunked", StringComparison.OrdinalIgnoreCase) ? Unchunked(body) : body);
    }

    static string Unchunked(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body).AsSpan();
        var whole = new StringBuilder();
        while (bytes.IndexOf("\r\n"u8) is > 0 and var end)
        {
            var length = int.Parse(Encoding.ASCII.GetString(bytes[..end]), System.Globalization.NumberStyles.HexNumber, null);
            whole.Append(Encoding.UTF8.GetString(bytes.Slice(end + 2, length)));
            bytes = bytes[(end + 2 + length + 2)..];
        }
        return whole.ToString();
    }
}

public sealed record CrmTextReply(HttpStatusCode Status, string Head, string Body)
{
    public XElement Xml => XElement.Parse(Body[Body.IndexOf("<response", StringComparison.Ordinal)..]);
    public string Message => Xml.Attribute("message")!.Value;

    public void IsRefused(int status, string code)
    {
        Assert.True((int)Status == status, $"{(int)Status} instead of {status}: {Body}");
        Assert.Equal(status, (int)Xml.Attribute("status")!);
        Assert.Contains($"Hark-Code: {code}\r\n", Head + "\r\n", StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(Message);
        Assert.Empty(Xml.Elements());
    }

    public XElement IsOk()
    {
        Assert.True(Status == HttpStatusCode.OK, Body);
        Assert.Equal(200, (int)Xml.Attribute("status")!);
        return Xml;
    }
}

/// <param name="Id">The number that this surface calls subacct.</param>
/// <param name="Credentials">Of its default user.</param>
public sealed record CrmTextStore(CrmTextFixture Api, string Keyword, string Id, string Credentials)
{
    public string Path => $"/v1/stores/st_{Id}";

    public Task<CrmTextReply> Call(string method, params (string Name, string Value)[] fields) => Api.Call(method, Credentials, fields);

    public async Task<string> Status(string number) => (await Api.Account.Get($"{Path}/subscribers/+1{number}")).Text("status");

    public async Task<string> NewCustomer()
    {
        var number = Api.NewNumber();
        (await Call("optincustomer", ("phone_number", number), ("firstname", "Joe"), ("lastname", "Smith"))).IsOk();
        return number;
    }
}
