using Hark.Grains;

namespace Hark.Records;

public sealed class Roster(RecordDatabase database) : IRoster
{
    static readonly Sql OptedIn = Sql.Named("Consent/opted-in");
    static readonly Sql Areas = Sql.Named("Consent/areas");

    public Task<long> CountOptedIn(StoreId store) => database.Read(session => session.Statement(OptedIn).Add(store.Value).Number() ?? 0);

    public Task<IReadOnlyDictionary<int, long>> CountByArea(StoreId store) => database.Read<IReadOnlyDictionary<int, long>>(session =>
        session.Statement(Areas).Add(store.Value).All(row => (Area: row.Int(0), Count: row.Long(1))).ToDictionary(a => a.Area, a => a.Count));
}
