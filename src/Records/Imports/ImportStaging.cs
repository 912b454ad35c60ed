using Hark.Grains;

namespace Hark.Records;

public sealed class ImportStaging(RecordDatabase database) : IImportStaging
{
    static readonly Sql OpenRow = Sql.Named("Imports/open");
    static readonly Sql AddLine = Sql.Named("Imports/line-add");
    static readonly Sql AddRow = Sql.Named("Imports/row-add");
    static readonly Sql DropRows = Sql.Named("Imports/drop-rows");
    static readonly Sql DropLines = Sql.Named("Imports/drop-lines");
    static readonly Sql DropOrder = Sql.Named("Imports/drop-order");
    static readonly Sql DropCounts = Sql.Named("Imports/drop-counts");
    static readonly Sql Drop = Sql.Named("Imports/drop");

    public Task Open(ImportId import, StoreId store, DateTimeOffset now) =>
        database.Write(session => { session.Statement(OpenRow).Add(import.Value).Add(store.Value).Add(now).Run(); }, atomic: false);

    public Task Add(ImportId import, IReadOnlyList<ImportRow> rows, IReadOnlyList<ImportLine> rejected) => database.Write(session =>
    {
        session.RunEach(AddLine, rows, (values, row) =>
            values.Add(import.Value).Add(row.Line).Add(row.Number.Digits).Add((string?)null).Add((string?)null).Add((string?)null));
        session.RunEach(AddLine, rejected, (values, line) =>
            values.Add(import.Value).Add(line.Line).Add((long?)null).Add(line.Number).Add(line.Outcome).Add(line.Reason));
        session.RunEach(AddRow, rows, (values, row) => values.Add(import.Value).Add(row.Line).Add(row.Number.Digits).Add((long)row.Wanted)
            .Add(row.Proof?.Source).Add(row.Proof?.Evidence).Add(row.Proof?.Wording).Add(row.Proof?.At).Add(row.Name.First).Add(row.Name.Last));
        ImportCounts.Add(session, import, rejected.Select(line => line.Outcome));
    });

    public async Task Discard(ImportId import)
    {
        foreach (var sql in (Sql[])[DropRows, DropOrder, DropLines]) await ImportRemoval.All(database, sql, import);
        await database.Write(session =>
        {
            session.Statement(DropCounts).Add(import.Value).Run();
            session.Statement(Drop).Add(import.Value).Run();
        });
    }
}
