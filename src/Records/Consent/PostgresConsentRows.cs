using Hark.Grains;

namespace Hark.Records;

/// <summary>Appends many entries in one transaction, with a fixed number of statements.</summary>
static class PostgresConsentRows
{
    static readonly Sql Heads = Sql.Named("Postgres/heads");
    static readonly Sql PutHead = Sql.Named("Postgres/heads-put");
    static readonly Sql TakeNumbers = Sql.Named("Postgres/consent-take");
    static readonly Sql AppendRow = Sql.Named("Consent/append");
    static readonly Sql RosterStatus = Sql.Named("Consent/roster-status");
    static readonly Sql PutRoster = Sql.Named("Consent/roster-put");
    static readonly Sql AddArea = Sql.Named("Consent/area-add");

    /// <param name="entries">Each number of a store once.</param>
    /// <returns>The rows' ids, and the stores that have something to be told.</returns>
    public static (List<ConsentId> Ids, IReadOnlyCollection<StoreId> Told) Append(RecordSession session, List<ConsentEntry> entries)
    {
        // ORDER MATTERS: numbers are taken once the heads are held, so that those of a store rise in the order of commits.
        var heads = session.AllOfEach(Heads, [.. entries.Select(e => e.Store).Distinct()], (values, store) => values.Add(store.Value),
            row => (Store: new StoreId(row.Long(0)), Hash: row.Blob(1))).ToDictionary(h => h.Store, h => (Seq: 0L, h.Hash));
        var ids = session.Statement(TakeNumbers).Add(entries.Count).All(row => new ConsentId(row.Long(0)));
        var rows = entries.Zip(ids, (entry, id) =>
        {
            var hash = ConsentChain.Hash(heads[entry.Store].Hash, id, entry);
            heads[entry.Store] = (id.Value, hash);
            return new Row(id, entry, hash);
        }).ToList();

        session.RunEach(AppendRow, rows, AddLogRow);
        Index(session, rows);
        session.RunEach(PutHead, heads, (values, head) => values.Add(head.Key.Value).Add(head.Value.Seq).Add(head.Value.Hash));
        return (ids, ConsentCallbacks.Add(session, [.. rows.Select(row => (row.Id, row.Entry))]));
    }

    static void Index(RecordSession session, List<Row> rows)
    {
        var before = session.AllOfEach(RosterStatus, rows, (values, row) => values.Add(row.Entry.Store.Value).Add(row.Entry.Number.Digits),
                row => (Status: (ConsentStatus)row.Int(0), Store: new StoreId(row.Long(1)), Number: new PhoneNumber(row.Long(2))))
            .Where(r => r.Status == ConsentStatus.OptedIn).Select(r => (r.Store, r.Number)).ToHashSet();
        session.RunEach(PutRoster, rows, (values, row) => values.Add(row.Entry.Store.Value).Add(row.Entry.Number.Digits).Add((long)row.Entry.Status).Add(row.Id.Value)
            .Add(row.Entry.RecordedAt).Add(row.Entry.Name.First).Add(row.Entry.Name.Last));
        var changes = rows
            .GroupBy(row => (Store: row.Entry.Store.Value, Area: Area.Of(row.Entry.Number)), row =>
                (row.Entry.Status == ConsentStatus.OptedIn ? 1 : 0) - (before.Contains((row.Entry.Store, row.Entry.Number)) ? 1 : 0))
            .Select(area => (area.Key.Store, area.Key.Area, Change: area.Sum())).Where(area => area.Change != 0).ToList();
        session.RunEach(AddArea, changes, (values, area) => values.Add(area.Store).Add(area.Area).Add(area.Change));
    }

    static void AddLogRow(RecordStatement values, Row row) => values
        .Add(row.Id.Value).Add(row.Entry.Store.Value).Add(row.Entry.Number.Digits).Add((long)row.Entry.Status).Add((long)row.Entry.Method)
        .Add(row.Entry.Proof?.Source).Add(row.Entry.Proof?.Evidence).Add(row.Entry.Proof?.Wording).Add(row.Entry.Proof?.At)
        .Add(row.Entry.Reason).Add(row.Entry.Name.First).Add(row.Entry.Name.Last).Add(row.Entry.By).Add(row.Entry.RecordedAt).Add(row.Hash);

    sealed record Row(ConsentId Id, ConsentEntry Entry, byte[] Hash);
}
