using System.Net;
using System.Text;

namespace Hark.Api.Tests;

[Collection("api")]
public sealed class ImportTests(ApiFixture api)
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
        Assert.Equal(taken.Text("id"), (await client.Get(import)).Text("id"));
        Assert.Equal("opted_in", (await client.Get(store + "/subscribers/+15125550100")).Text("status"));
        Assert.Equal("pending", (await client.Get(store + "/subscribers/+15125550101")).Text("status"));

        var report = (await client.Get(import + "/report?limit=2")).Json;
        Assert.Equal(2, report.GetProperty("items").GetArrayLength());
        Assert.NotNull(report.GetProperty("next").GetString());
        var file = await client.Get(import + "/report", accept: "text/csv");
        Assert.Equal("text/csv", file.MediaType);
        Assert.StartsWith("line,number,outcome,reason\r\n2,+15125550100,opted_in,\r\n3,+15125550101,pending,\r\n4,nobody,number_malformed,", file.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SameFileWithTheSameKey_IsOneImport()
    {
        var (client, store) = await api.NewStore();
        var first = await Post(client, store, Csv, "file-1");
        var again = await Post(client, store, Csv, "file-1");
        Assert.Equal((first.Status, first.Body), (again.Status, again.Body));
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

    static Task<Answer> Post(HttpClient client, string store, string csv, string? key = null) =>
        client.Send("POST", store + "/imports", Encoding.UTF8.GetBytes(csv), key, "text/csv");
}
