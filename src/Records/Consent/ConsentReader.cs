using Hark.Grains;

namespace Hark.Records;

public sealed class ConsentReader(RecordDatabase database) : IConsentReader
{
    static readonly Sql HistoryRows = Sql.Named("Consent/history");
    static readonly Sql RosterRows = Sql.Named("Consent/roster");
    static readonly Sql Chain = Sql.Named("Consent/chain");

    public Task<IReadOnlyList<ConsentRow>> History(StoreId store, PhoneNumber number) => database.Read<IReadOnlyList<ConsentRow>>(session =>
        session.Statement(HistoryRows).Add(store.Value).Add(number.Digits).All(Read));

    public Task<Page<RosterRow>> Roster(StoreId store, ConsentStatus? status, PageRequest page)
    {
        var keyset = Keyset.Rising('r', page);
        return database.Read(session => keyset.Page(
            session.Statement(RosterRows).Add(store.Value).Add(keyset.After).Add((long?)status).Add(keyset.Fetch).All(row => new RosterRow(
                new PhoneNumber(row.Long(0)), (ConsentStatus)row.Int(1), new PersonName(row.TextOrNull(2), row.TextOrNull(3)), new ConsentId(row.Long(4)), row.Time(5))),
            row => row.Number.Digits));
    }

    public Task<ChainCheck> Verify(StoreId store) => database.Read(session =>
    {
        var (rows, previous) = (0L, ConsentChain.Start);
        var statement = session.Statement(Chain).Add(store.Value);
        while (statement.Read())
        {
            rows++;
            var (id, hash) = (new ConsentId(statement.Long(0)), statement.Blob(12));
            if (!ConsentChain.Hash(previous, id, ReadEntry(statement)).AsSpan().SequenceEqual(hash)) return new ChainCheck(rows, id);
            previous = hash;
        }
        return new ChainCheck(rows, null);
    });

    static ConsentRow Read(RecordStatement row)
    {
        var entry = ReadEntry(row);
        return new ConsentRow(new ConsentId(row.Long(0)), entry.Store, entry.Number, entry.Status, entry.Method, entry.Proof, entry.Reason, entry.By, entry.RecordedAt,
            Convert.ToHexStringLower(row.Blob(12)));
    }

    static ConsentEntry ReadEntry(RecordStatement row) => new(
        new StoreId(row.Long(1)), new PhoneNumber(row.Long(2)), (ConsentStatus)row.Int(3), (ConsentMethod)row.Int(4),
        row.IsNull(8) ? null : new ConsentProof(row.Text(5), row.Text(6), row.TextOrNull(7), row.Time(8)),
        row.TextOrNull(9), new PersonName(row.TextOrNull(13), row.TextOrNull(14)), row.Text(10), row.Time(11));
}
