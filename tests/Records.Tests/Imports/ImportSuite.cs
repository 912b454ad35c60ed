using Hark.Grains;
using static Hark.Records.Tests.Samples;

namespace Hark.Records.Tests;

public abstract class ImportSuite<TBackend> : RecordsSuite<TBackend> where TBackend : IBackend, new()
{
    readonly ImportId _import = new(700);

    static ImportRow Row(long line, int number, bool proof = true) =>
        new(line, Number(number), ConsentStatus.OptedIn, proof ? new ConsentProof("counter", "form 7", null, At) : null, new PersonName("Ann", null));

    async Task Stage(ImportRow[] rows, params ImportLine[] rejected)
    {
        await Records.ImportStaging.Open(_import, AStore, Now);
        await Records.ImportStaging.Add(_import, rows, rejected);
    }

    [Fact]
    public async Task Rows_ComeInTheOrderOfNumbersThenLines()
    {
        var rows = new[] { Row(1, 9), Row(2, 3, proof: false), Row(3, 9), Row(4, 1) };
        await Stage(rows);

        var first = await Records.ImportRows.Next(_import, new PhoneNumber(0), 0, 3);
        Assert.Equal([rows[3], rows[1], rows[0]], first);
        Assert.Equal([rows[2]], await Records.ImportRows.Next(_import, first[^1].Number, first[^1].Line, 3));
    }

    [Fact]
    public async Task Report_TellsRejectedLinesAtOnceAndOutcomesLater()
    {
        await Stage([Row(1, 9), Row(3, 8)], new ImportLine(2, "abc", Codes.NumberMalformed, "no number"));
        Assert.Equal([2L], (await Report()).Select(l => l.Line));

        await Records.ImportRows.Next(_import, new PhoneNumber(0), 0, 10);
        await Records.ImportRows.Record(_import, [new ImportOutcome(3, "opted_in", null), new ImportOutcome(1, Codes.OptedOut, "said STOP")]);
        await Records.ImportRows.Finish(_import);

        Assert.Equal(
            [new ImportLine(1, Number(9).ToString(), Codes.OptedOut, "said STOP"), new ImportLine(2, "abc", Codes.NumberMalformed, "no number"), new ImportLine(3, Number(8).ToString(), "opted_in", null)],
            await Report());
        Assert.Empty(await Records.ImportRows.Next(_import, new PhoneNumber(0), 0, 10));
    }

    [Fact]
    public async Task OutcomeTwice_IsCountedOnce()
    {
        await Stage([Row(1, 9)], new ImportLine(2, null, Codes.NumberMalformed, null));
        await Records.ImportRows.Next(_import, new PhoneNumber(0), 0, 10);
        await Records.ImportRows.Record(_import, [new ImportOutcome(1, "opted_in", null)]);
        await Records.ImportRows.Record(_import, [new ImportOutcome(1, "already_in", null)]);
        Assert.Equal(new Dictionary<string, long> { ["opted_in"] = 1, [Codes.NumberMalformed] = 1 }, await Records.ImportRows.Count(_import));
    }

    [Fact]
    public async Task Restarted_OrderIsThere()
    {
        await Stage([Row(1, 9), Row(2, 3)]);
        await Records.ImportRows.Next(_import, new PhoneNumber(0), 0, 1);
        await Restart();
        Assert.Equal([Row(1, 9)], await Records.ImportRows.Next(_import, Number(3), 2, 10));
    }

    [Fact]
    public async Task Discarded_LeavesNothing()
    {
        await Stage([Row(1, 9)], new ImportLine(2, null, Codes.NumberMalformed, null));
        Assert.Equal(AStore, await Records.Imports.StoreOf(_import));
        await Records.ImportStaging.Discard(_import);

        Assert.Null(await Records.Imports.StoreOf(_import));
        Assert.Empty(await Report());
        Assert.Empty(await Records.ImportRows.Count(_import));
        Assert.Empty(await Records.ImportRows.Next(_import, new PhoneNumber(0), 0, 10));
    }

    [Fact]
    public async Task ReportPages_FollowEachOther()
    {
        await Stage([], [.. Enumerable.Range(1, 5).Select(line => new ImportLine(line, "x", Codes.NumberMalformed, null))]);
        var first = await Records.Imports.Report(_import, new PageRequest(3));
        var second = await Records.Imports.Report(_import, new PageRequest(3, first.Next));
        Assert.Equal([1L, 2, 3, 4, 5], first.Items.Concat(second.Items).Select(l => l.Line));
    }

    async Task<IReadOnlyList<ImportLine>> Report() => (await Records.Imports.Report(_import, new PageRequest())).Items;
}
