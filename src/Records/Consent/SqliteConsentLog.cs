using Hark.Grains;

namespace Hark.Records;

/// <summary>The consent log on SQLite. Triggers refuse changes; the chain shows those made around them.</summary>
public sealed class SqliteConsentLog(SqliteDatabase database, CallbackNews news) : IConsentLog
{
    static readonly Sql Newest = Sql.Named("Consent/newest");
    static readonly Sql Head = Sql.Named("Consent/head");
    static readonly Sql AppendRow = Sql.Named("Consent/append");
    static readonly Sql RosterStatus = Sql.Named("Consent/roster-status");
    static readonly Sql PutRoster = Sql.Named("Consent/roster-put");
    static readonly Sql AddArea = Sql.Named("Consent/area-add");

    public async Task<ConsentId> Append(ConsentEntry entry)
    {
        var (id, stores) = await database.Write(session =>
        {
            var id = Append(session, entry);
            return (id, ConsentCallbacks.Add(session, [(id, entry)]));
        });
        news.Tell(stores);
        return id;
    }

    static ConsentId Append(RecordSession session, ConsentEntry entry)
    {
        // Read each time rather than kept in memory: a transaction that is undone would leave a remembered head wrong.
        var id = new ConsentId((session.Statement(Newest).Number() ?? 0) + 1);
        var previous = session.Statement(Head).Add(entry.Store.Value).One(row => row.Blob(0)) ?? ConsentChain.Start;
        session.Statement(AppendRow).Add(id.Value).Add(entry.Store.Value).Add(entry.Number.Digits).Add((long)entry.Status).Add((long)entry.Method)
            .Add(entry.Proof?.Source).Add(entry.Proof?.Evidence).Add(entry.Proof?.Wording).Add(entry.Proof?.At)
            .Add(entry.Reason).Add(entry.Name.First).Add(entry.Name.Last).Add(entry.By).Add(entry.RecordedAt)
            .Add(ConsentChain.Hash(previous, id, entry)).Run();
        Index(session, entry, id);
        return id;
    }

    static void Index(RecordSession session, ConsentEntry entry, ConsentId id)
    {
        var before = (ConsentStatus?)session.Statement(RosterStatus).Add(entry.Store.Value).Add(entry.Number.Digits).Number();
        session.Statement(PutRoster).Add(entry.Store.Value).Add(entry.Number.Digits).Add((long)entry.Status).Add(id.Value).Add(entry.RecordedAt)
            .Add(entry.Name.First).Add(entry.Name.Last).Run();
        var change = (entry.Status == ConsentStatus.OptedIn ? 1 : 0) - (before == ConsentStatus.OptedIn ? 1 : 0);
        if (change != 0) session.Statement(AddArea).Add(entry.Store.Value).Add(Area.Of(entry.Number)).Add(change).Run();
    }
}
