using System.Text;
using Hark.Grains;
using Hark.Records;

namespace Hark.Api.Tests;

public sealed class ImportParserTests
{
    internal static readonly ImportParser Parser = new(NumberForm.Check);

    [Theory]
    [InlineData("phone,first_name,last_name\n+15125550100,Ann,\"Lee, Jr.\"\n")]
    [InlineData("phone,first_name,last_name\r\n+15125550100,Ann,\"Lee, Jr.\"\r\n")]
    [InlineData("\ufeffphone,first_name,last_name\r\n+15125550100,Ann,\"Lee, Jr.\"")]
    [InlineData("LAST_NAME;Phone;first_name\nLee, Jr.;(512) 555-0100;Ann\n")]
    [InlineData("\"phone\";\"first_name\";\"last_name\"\r\n\"512.555.0100\";\"Ann\";\"Lee, Jr.\"\r\n\r\n")]
    [InlineData("phone,first_name,last_name,language,zip,time_zone\n1 512 555 0100, Ann ,\"Lee, Jr.\",en,78701,America/Chicago\n")]
    public async Task SameRow_InAnyDialect(string csv)
    {
        var (rows, reports) = await Read(csv);
        Assert.Empty(reports);
        var row = Assert.Single(rows);
        Assert.Equal(new ImportRow(2, PhoneNumber.Parse("+15125550100"), ConsentStatus.OptedIn, null, new PersonName("Ann", "Lee, Jr.")), row);
    }

    [Fact]
    public async Task Quotes_HoldQuotesDelimitersAndLines()
    {
        var (rows, _) = await Read("phone,first_name\n+15125550100,\"Ann \"\"the\r\nfast\"\" Lee, Jr.\"\n+15125550101,Bob\n");
        Assert.Equal("Ann \"the\r\nfast\" Lee, Jr.", rows[0].Name.First);
        Assert.Equal(4, rows[1].Line);
    }

    [Theory]
    [InlineData("web form,2026-01-05T10:00:00Z,https://example.com/p/1,,", true)]
    [InlineData("web form,2026-01-05,,10.0.0.1,Text me offers", true)]
    [InlineData("web form,2026-01-05T10:00:00Z,,10.0.0.1,", false)]
    [InlineData("web form,2026-01-05T10:00:00Z,,,Text me offers", false)]
    [InlineData(",2026-01-05T10:00:00Z,https://example.com/p/1,,", false)]
    [InlineData("web form,,https://example.com/p/1,,", false)]
    public async Task Proof_NeedsSourceTimeAndEvidence(string cells, bool proved)
    {
        var (rows, _) = await Read($"phone,source,opted_in_at,evidence_url,ip,wording\n+15125550100,{cells}\n");
        Assert.Equal(proved, Assert.Single(rows).Proof is not null);
    }

    [Fact]
    public async Task Proof_TellsAllThatIsKnown()
    {
        var (rows, _) = await Read("phone,status,source,opted_in_at,evidence_url,ip,wording_version,program,external_id\n+15125550100,pending,web form,2026-01-05T10:00:00+02:00,https://e.x/1,10.0.0.1,7,weekly,c-9\n");
        Assert.Equal(ConsentStatus.Pending, rows[0].Wanted);
        Assert.Equal(new ConsentProof("web form", "https://e.x/1; ip 10.0.0.1; program weekly; external id c-9", "wording version 7", new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero)), rows[0].Proof);
    }

    [Theory]
    [InlineData("555-0100,,", Codes.NumberMalformed)]
    [InlineData(",,", Codes.NumberMalformed)]
    [InlineData("=cmd|' /C calc'!A0,,", Codes.NumberMalformed)]
    [InlineData("+15125550100,opted_out,", ImportCodes.StatusUnknown)]
    [InlineData("+15125550100,yes,", ImportCodes.StatusUnknown)]
    [InlineData("+15125550100,,1/5/2026", ImportCodes.OptedInAtMalformed)]
    [InlineData("+15125550100,,2026-13-05", ImportCodes.OptedInAtMalformed)]
    [InlineData("+15125550100,", ImportCodes.LineMalformed)]
    [InlineData("+15125550100,,,", ImportCodes.LineMalformed)]
    [InlineData("+15125550100,\0,", ImportCodes.LineMalformed)]
    public async Task BadLine_IsReported_AndTheNextIsRead(string line, string code)
    {
        var (rows, reports) = await Read($"phone,status,opted_in_at\n{line}\n+15125550109,,\n");
        var report = Assert.Single(reports);
        Assert.Equal((2, code), (report.Line, report.Outcome));
        Assert.NotEmpty(report.Reason!);
        Assert.Equal(3, Assert.Single(rows).Line);
    }

    [Theory]
    [InlineData("phone,colour\n", "import_columns_unknown", "colour")]
    [InlineData("+15125550100,Ann\n", "import_columns_unknown", "Known columns are phone, status")]
    [InlineData("phone,name\n", "import_columns_unknown", "name")]
    [InlineData("phone,PHONE\n", "import_columns_doubled", "phone")]
    [InlineData("first_name\nAnn\n", "import_phone_column_missing", "phone")]
    [InlineData("", "import_empty", "phone")]
    [InlineData("\r\n\r\n", "import_empty", "phone")]
    public async Task BadHeader_EndsIt(string csv, string code, string says)
    {
        var e = await Assert.ThrowsAsync<ProblemException>(() => Read(csv));
        Assert.Equal(code, e.Code);
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task QuoteNeverClosed_CostsTheLinesUpToTheBoundOnly()
    {
        var lines = Enumerable.Range(0, 20_000).Select(i => $"+1512555{i % 10000:0000},Ann");
        var (rows, reports) = await Read($"phone,first_name\n+15125550100,\"Ann\n{string.Join('\n', lines)}\n");
        Assert.Equal(ImportCodes.LineTooLong, Assert.Single(reports).Outcome);
        Assert.InRange(rows.Count, 15_000, 20_000);
        Assert.Equal(20_002, rows[^1].Line);
    }

    [Fact]
    public async Task Latin1_IsReadAndNoted()
    {
        var (rows, reports) = await Read(new MemoryStream(Encoding.Latin1.GetBytes("phone,first_name\n+15125550100,Ren\u00e9\n")));
        Assert.Equal("Ren\u00e9", rows[0].Name.First);
        Assert.Equal(ImportCodes.ReadAsLatin1, Assert.Single(reports).Outcome);
    }

    [Fact]
    public async Task Utf8_IsKnownEvenWhenTheProbeCutsACharacter()
    {
        // 64 KB of header and lines, then a character whose two bytes lie on both sides of the probe's end.
        var csv = new StringBuilder("phone,first_name\n");
        while (csv.Length < 65_536 - 40) csv.Append("+15125550100,Ann\n");
        csv.Append("+15125550100,").Append('x', 65_535 - csv.Length - 0).Append("\u00e9\n");
        var (rows, reports) = await Read(csv.ToString());
        Assert.Empty(reports);
        Assert.EndsWith("x\u00e9", rows[^1].Name.First!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneBadByteFarDown_CostsItsLineOnly()
    {
        var start = Encoding.UTF8.GetBytes("phone,first_name\n" + string.Concat(Enumerable.Repeat("+15125550100,Ann\n", 5_000)));
        var (rows, reports) = await Read(new MemoryStream([.. start, .. "+15125550101,Ren"u8, 0xE9, .. "\n+15125550102,Bob\n"u8]));
        Assert.Equal((5_002, ImportCodes.LineMalformed), (Assert.Single(reports).Line, reports[0].Outcome));
        Assert.Equal("Bob", rows[^1].Name.First);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+cmd", "'+cmd")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("=\"a\",1", "\"'=\"\"a\"\",1\"")]
    [InlineData("+15125550100", "+15125550100")]
    [InlineData("Ann", "Ann")]
    [InlineData(null, "")]
    public void Export_IsSafeInASpreadsheet(string? cell, string written) => Assert.Equal(written, CsvCells.Of(cell));

    static Task<(List<ImportRow> Rows, List<ImportLine> Reports)> Read(string csv) => Read(new MemoryStream(Encoding.UTF8.GetBytes(csv)));

    internal static async Task<(List<ImportRow> Rows, List<ImportLine> Reports)> Read(Stream csv)
    {
        var (rows, reports) = (new List<ImportRow>(), new List<ImportLine>());
        await foreach (var (row, report) in Parser.Read(csv))
            if (row is not null) rows.Add(row);
            else reports.Add(report!);
        return (rows, reports);
    }
}
