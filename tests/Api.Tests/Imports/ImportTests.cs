using System.Net;
using System.Text;

namespace Hark.Api.Tests;

public sealed class ImportTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string Csv = """
        phone,source,opted_in_at,evidence_url,first_name
        (512) 555-0100,web form,2026-01-05T10:00:00Z,https://example.com/p/1,Ann
        5125550101,,,,Bob
        nobody,web form,2026-01-05T10:00:00Z,https://example.com/p/3,=HYPERLINK("x")

        """;

    [Fact]
    public async Task Import_IsAnsweredAndReportedPerLine()
    {
        var (client, store) = await api.NewStore();
        var taken = await Post(client, store, Csv);
        Assert.Equal(HttpStatusCode.Accepted, taken.Status);
        Assert.Equal(3, taken.Json.GetProperty("rows").GetInt64());
        var import = taken.Headers.Location!.ToString();
        var done = await Done(client, import);
        Assert.Equal((taken.Text("id"), 3), (done.Text("id"), done.Json.GetProperty("processed").GetInt64()));
        Assert.Equal("opted_in", (await client.Get(store + "/subscribers/+15125550100")).Text("status"));
        Assert.Equal("pending", (await client.Get(store + "/subscribers/+15125550101")).Text("status"));

        var report = (await client.Get(import + "/report?limit=2")).Json;
        Assert.Equal(2, report.GetProperty("items").GetArrayLength());
        Assert.NotNull(report.GetProperty("next").GetString());
        var file = await client.Get(import + "/report", accept: "text/csv");
        Assert.Equal("text/csv", file.MediaType);
        Assert.StartsWith("line,number,outcome,reason\r\n2,+15125550100,opted_in,\r\n3,+15125550101,pending,", file.Body, StringComparison.Ordinal);
        Assert.Contains("\r\n4,nobody,number_malformed,", file.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\ufeffphone,first_name,last_name\r\n+15125550100,Ann,\"Lee, \"\"Jr.\"\"\"\r\n")]
    [InlineData("phone;last_name;first_name\n\"(512) 555-0100\";\"Lee, \"\"Jr.\"\"\";Ann\n")]
    public async Task AnyDialectOfCsv_IsRead(string csv)
    {
        var (client, store) = await api.NewStore();
        await Done(client, (await Post(client, store, csv)).Headers.Location!.ToString());
        var person = Assert.Single((await client.Get(store + "/subscribers")).Items());
        Assert.Equal(("+15125550100", "Ann", "Lee, \"Jr.\""), (person.GetProperty("number").GetString(), person.GetProperty("firstName").GetString(), person.GetProperty("lastName").GetString()));
    }

    [Fact]
    public async Task Latin1_IsReadAndNoted()
    {
        var (client, store) = await api.NewStore();
        var taken = await client.Send("POST", store + "/imports", Encoding.Latin1.GetBytes("phone,first_name\n+15125550100,Ren\u00e9\n"), mediaType: "text/csv");
        var import = taken.Headers.Location!.ToString();
        Assert.Equal(1, (await Done(client, import)).Json.GetProperty("processed").GetInt64());
        Assert.Equal("Ren\u00e9", Assert.Single((await client.Get(store + "/subscribers")).Items()).GetProperty("firstName").GetString());
        Assert.Equal("read_as_latin1", (await client.Get(import + "/report")).Items()[0].GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task LinesThatCannotBe_AreReported_AndTheRestIsImported()
    {
        var (client, store) = await api.NewStore();
        var huge = new string('x', 10_000_000);
        var csv = $"phone,first_name\n+15125550100,{huge}\n=HYPERLINK(1),Ann\n911,Ann\n+19005550100,Ann\n+15125550101\n+15125550102,{"\0"}\n+15125550103,Bob\n";
        var import = (await Post(client, store, csv)).Headers.Location!.ToString();
        Assert.Equal(7, (await Done(client, import)).Json.GetProperty("rows").GetInt64());
        var report = (await client.Get(import + "/report")).Items().Select(l => (l.GetProperty("line").GetInt64(), l.GetProperty("outcome").GetString()));
        Assert.Equal([(2, "line_too_long"), (3, Codes.NumberMalformed), (4, Codes.NumberEmergency), (5, Codes.NumberPremium), (6, "line_malformed"), (7, "line_malformed"), (8, "pending")], report);
        Assert.Equal("+15125550103", Assert.Single((await client.Get(store + "/subscribers")).Items()).GetProperty("number").GetString());
        // What a spreadsheet would run as a formula is plain text in the report.
        Assert.Contains("\r\n3,'=HYPERLINK(1),", (await client.Get(import + "/report", accept: "text/csv")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PersonWhoOptedOut_IsNotImported()
    {
        var (client, store) = await api.NewStore();
        await ApiFixture.OptIn(client, store, "+15125550100");
        await client.Send("DELETE", store + "/subscribers/+15125550100/consent");
        await Done(client, (await Post(client, store, Csv)).Headers.Location!.ToString());
        Assert.Equal("opted_out", (await client.Get(store + "/subscribers/+15125550100")).Text("status"));
    }

    [Fact]
    public async Task SameFileWithTheSameKey_IsOneImport()
    {
        var (client, store) = await api.NewStore();
        var first = await Post(client, store, Csv, "file-1");
        var again = await Post(client, store, Csv, "file-1");
        Assert.Equal((first.Status, first.Body), (again.Status, again.Body));
        await Done(client, first.Headers.Location!.ToString());
        (await Post(client, store, Csv + "+15125550105,,,,\n", "file-1")).IsProblem(422, "idempotency_key_reused");
    }

    [Fact]
    public async Task FileLargerThanJsonMayBe_IsTaken()
    {
        var (client, store) = await api.NewStore();
        var csv = "phone,first_name\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"+1512555{i % 10_000:0000},Ann\n"));
        Assert.Equal(20_000, (await Post(client, store, csv)).Json.GetProperty("rows").GetInt64());
    }

    [Theory]
    [InlineData("name,phone\nAnn,+15125550100\n", "import_columns_unknown")]
    [InlineData("first_name\nAnn\n", "import_phone_column_missing")]
    [InlineData("", "import_empty")]
    public async Task FileThatIsNoImport_IsRefused(string csv, string code)
    {
        var (client, store) = await api.NewStore();
        (await Post(client, store, csv)).IsProblem(422, code);
        Assert.Empty((await client.Get(store + "/subscribers")).Items());
    }

    [Fact]
    public async Task OtherMediaType_IsRefused()
    {
        var (client, store) = await api.NewStore();
        (await client.Send("POST", store + "/imports", new { phone = "+15125550100" })).IsProblem(415, "media_type_unsupported");
    }

    [Fact]
    public async Task ImportOfAnotherStore_IsUnknown()
    {
        var (client, store) = await api.NewStore();
        var taken = await Post(client, store, Csv);
        var other = await api.NewStore(client);
        (await client.Get($"{other}/imports/{taken.Text("id")}")).IsProblem(404, "import_unknown");
        (await client.Get($"{other}/imports/{taken.Text("id")}/report")).IsProblem(404, "import_unknown");
        (await client.Get($"{store}/imports/nonsense")).IsProblem(404, "import_unknown");
    }

    static Task<Answer> Done(HttpClient client, string import) => client.Until(import, i => i.Text("status") == "completed");

    static Task<Answer> Post(HttpClient client, string store, string csv, string? key = null) =>
        client.Send("POST", store + "/imports", Encoding.UTF8.GetBytes(csv), key, "text/csv");
}
