using System.Text;

namespace Hark.Api.Tests;

/// <summary>What the reading of a file costs the process; so nothing else may run beside.</summary>
[Collection("alone")]
public sealed class ImportParserCostTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    public async Task LineOfTenMegabytes_IsPassedOverWithoutBeingHeld(string quote)
    {
        var csv = Encoding.UTF8.GetBytes($"phone,first_name\n+15125550100,{quote}{new string('a', 10_000_000)}\n+15125550101,Bob\n");
        await ImportParserTests.Read(new MemoryStream(csv));
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var (rows, reports) = await ImportParserTests.Read(new MemoryStream(csv));
        Assert.True(GC.GetTotalAllocatedBytes(precise: true) - before < 4_000_000);
        Assert.Equal((2, ImportCodes.LineTooLong), (Assert.Single(reports).Line, reports[0].Outcome));
        Assert.Equal((3, "Bob"), (Assert.Single(rows).Line, rows[0].Name.First));
    }

    [Fact]
    public async Task HalfAMillionRows_TakeLessThanTenSecondsOfACore()
    {
        const string row = "+1512555{0},opted_in,2026-01-05T10:00:00Z,web form,Text me offers and news,10.0.0.1,Ann,Lee-Smith\n";
        var csv = new MemoryStream();
        await using (var writer = new StreamWriter(csv, leaveOpen: true))
        {
            await writer.WriteAsync("phone,status,opted_in_at,source,wording,ip,first_name,last_name\n");
            for (var i = 0; i < 500_000; i++) await writer.WriteAsync(row.Replace("{0}", (i % 10000).ToString("0000"), StringComparison.Ordinal));
        }
        csv.Position = 0;
        // Processor time of the whole process, so that a busy machine does not fail it.
        var before = Environment.CpuUsage.TotalTime;
        var count = await Drain(csv);
        var took = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        Assert.Equal(500_000, count);
        Assert.True(took < 10, $"{took:0.0} s for {csv.Length / 1_000_000} MB");
    }

    static async Task<int> Drain(MemoryStream csv)
    {
        var count = 0;
        await foreach (var entry in ImportParserTests.Parser.Read(new MemoryStream(csv.GetBuffer(), 0, (int)csv.Length))) count += entry.Row is null ? 0 : 1;
        return count;
    }
}

[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class AloneCollection;
