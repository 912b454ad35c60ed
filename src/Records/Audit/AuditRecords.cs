using Hark.Grains;

namespace Hark.Records;

public sealed class AuditRecords(RecordDatabase database) : IAudit, IAuditReader
{
    static readonly Sql AddRow = Sql.Named("Audit/add");
    static readonly Sql ListRows = Sql.Named("Audit/list");

    public Task Add(AuditEntry entry) => database.Write(session =>
    {
        session.Statement(AddRow).Add(entry.At).Add(entry.By).Add(entry.Act).Add(entry.Subject).Add(entry.Reason).Add(entry.Details).Run();
    }, atomic: false);

    public Task<Page<AuditRow>> List(PageRequest page)
    {
        var keyset = Keyset.Falling('a', page);
        return database.Read(session => keyset.Page(
            session.Statement(ListRows).Add(keyset.After).Add(keyset.Fetch).All(row =>
                new AuditRow(row.Long(0), row.Time(1), row.Text(2), row.Text(3), row.Text(4), row.TextOrNull(5), row.TextOrNull(6))),
            row => row.Id));
    }
}
