namespace Hark.Records;

public sealed class ImportReader(RecordDatabase database) : IImportReader
{
    static readonly Sql ReportRows = Sql.Named("Imports/report");
    static readonly Sql Store = Sql.Named("Imports/store-of");

    /// <summary>In the order of lines; lines without an outcome yet are left out.</summary>
    public Task<Page<ImportLine>> Report(ImportId import, PageRequest page)
    {
        var keyset = Keyset.Rising('l', page);
        return database.Read(session => keyset.Page(
            session.Statement(ReportRows).Add(import.Value).Add(keyset.After).Add(keyset.Fetch)
                .All(row => new ImportLine(row.Long(0), row.TextOrNull(1), row.Text(2), row.TextOrNull(3))),
            line => line.Line));
    }

    public Task<StoreId?> StoreOf(ImportId import) => database.Read(session =>
        session.Statement(Store).Add(import.Value).Number() is { } store ? new StoreId(store) : (StoreId?)null);
}
