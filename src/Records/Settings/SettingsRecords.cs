namespace Hark.Records;

public sealed class SettingsRecords(RecordDatabase database) : ISettings
{
    static readonly Sql GetValue = Sql.Named("Settings/get");
    static readonly Sql PutValue = Sql.Named("Settings/put");
    static readonly Sql PutUnlessThere = Sql.Named("Settings/put-if-absent");

    public Task<string?> Get(string name) => database.Read(session => session.Statement(GetValue).Add(name).One(row => row.Text(0)));

    public Task Put(string name, string value) => database.Write(session => { session.Statement(PutValue).Add(name).Add(value).Run(); }, atomic: false);

    public Task<string> PutIfAbsent(string name, string value) =>
        database.Write(session => session.Statement(PutUnlessThere).Add(name).Add(value).One(row => row.Text(0)), atomic: false)!;
}
