using Hark.Grains;
using Hark.Records;

namespace Hark.Api.Tests;

/// <summary>An import that is done at once.</summary>
sealed class FakeImport(FakeWorld world, ImportId id) : IImport
{
    readonly List<ImportRow> _rows = [];
    readonly List<ImportLine> _lines = [];
    ImportView? _view;

    public StoreId? Store { get; set; }
    public IReadOnlyList<ImportLine> Lines => _lines;

    public Task<ImportView?> View() => Task.FromResult(_view);

    public void Add(IReadOnlyList<ImportRow> rows, IReadOnlyList<ImportLine> rejected)
    {
        world.Write();
        _rows.AddRange(rows);
        _lines.AddRange(rejected);
    }

    public void Discard()
    {
        _rows.Clear();
        _lines.Clear();
    }

    public Task Start(ImportPlan plan)
    {
        foreach (var row in _rows)
        {
            var status = row.Proof is null ? ConsentStatus.Pending : row.Wanted;
            world.Record(plan.Store, row.Number, status, ConsentMethod.Import, row.Proof, plan.By);
            _lines.Add(new ImportLine(row.Line, row.Number.ToString(), status == ConsentStatus.Pending ? "pending" : "opted_in", null));
        }
        var outcomes = _lines.GroupBy(l => l.Outcome).ToDictionary(g => g.Key, g => (long)g.Count());
        _view = new ImportView(id, plan.Store, ImportStatus.Completed, plan.Rows, plan.Rows, outcomes, world.Time.GetUtcNow(), world.Time.GetUtcNow());
        return Task.CompletedTask;
    }
}

sealed class FakeImports(FakeWorld world) : IImportStaging, IImportReader
{
    public Task Open(ImportId import, StoreId store, DateTimeOffset now)
    {
        Of(import).Store = store;
        return Task.CompletedTask;
    }

    public Task Add(ImportId import, IReadOnlyList<ImportRow> rows, IReadOnlyList<ImportLine> rejected)
    {
        Of(import).Add(rows, rejected);
        return Task.CompletedTask;
    }

    public Task Discard(ImportId import)
    {
        Of(import).Discard();
        return Task.CompletedTask;
    }

    public Task<Page<ImportLine>> Report(ImportId import, PageRequest page) => Task.FromResult(Pages.Of([.. Of(import).Lines.OrderBy(l => l.Line)], page));
    public Task<StoreId?> StoreOf(ImportId import) => Task.FromResult(world.Imports.TryGetValue(import, out var found) ? found.Store : null);

    FakeImport Of(ImportId import) => world.Imports.GetOrAdd(import, i => new FakeImport(world, i));
}
