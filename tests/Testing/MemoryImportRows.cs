using Hark.Grains;

namespace Hark.Testing;

/// <summary>Staged rows of one import, and the report per line, in memory.</summary>
public sealed class MemoryImportRows(IEnumerable<ImportRow> rows) : IImportRows
{
    readonly List<ImportRow> _rows = [.. rows.OrderBy(row => row.Number).ThenBy(row => row.Line)];
    readonly SortedDictionary<long, ImportOutcome> _report = [];

    /// <summary>Outcomes by line.</summary>
    public IReadOnlyDictionary<long, ImportOutcome> Report => _report;

    public bool Finished { get; private set; }

    public Fault Fault { get; } = new();

    public Task<IReadOnlyList<ImportRow>> Next(ImportId import, PhoneNumber afterNumber, long afterLine, int most) =>
        Task.FromResult<IReadOnlyList<ImportRow>>([.. _rows.Where(row => (row.Number, row.Line).CompareTo((afterNumber, afterLine)) > 0).Take(most)]);

    public Task Record(ImportId import, IReadOnlyList<ImportOutcome> outcomes)
    {
        Fault.Around(() =>
        {
            foreach (var outcome in outcomes) _report[outcome.Line] = outcome;
        });
        return Task.CompletedTask;
    }

    public Task<IReadOnlyDictionary<string, long>> Count(ImportId import) =>
        Task.FromResult<IReadOnlyDictionary<string, long>>(_report.Values.GroupBy(row => row.Outcome).ToDictionary(group => group.Key, group => group.LongCount()));

    public Task Finish(ImportId import)
    {
        Finished = true;
        return Task.CompletedTask;
    }
}
