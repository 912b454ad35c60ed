using Hark.Grains;

namespace Hark.Records;

public sealed class ConsentReader(RecordDatabase database) : IConsentReader
{
    const int Piece = 10_000;

    static readonly Sql HistoryRows = Sql.Named("Consent/history");
    static readonly Sql RosterRows = Sql.Named("Consent/roster");
    static readonly Sql RosterFromRows = Sql.Named("Consent/roster-from");
    static readonly Sql RosterOfRows = Sql.Named("Consent/roster-of");
    static readonly Sql Chain = Sql.Named("Consent/chain");

    public Task<IReadOnlyList<ConsentRow>> History(StoreId store, PhoneNumber number) => database.Read<IReadOnlyList<ConsentRow>>(session =>
        session.Statement(HistoryRows).Add(store.Value).Add(number.Digits).All(Read));

    public Task<Page<RosterRow>> Roster(StoreId store, ConsentStatus? status, PageRequest page)
    {
        var keyset = Keyset.Rising('r', page);
        return database.Read(session => keyset.Page(
            session.Statement(RosterRows).Add(store.Value).Add(keyset.After).Add((long?)status).Add(keyset.Fetch).All(ReadRoster), row => row.Number.Digits));
    }

    public Task<IReadOnlyList<RosterRow>> RosterFrom(StoreId store, ConsentStatus status, int skip, int most) => database.Read<IReadOnlyList<RosterRow>>(session =>
        session.Statement(RosterFromRows).Add(store.Value).Add((long)status).Add(most).Add(skip).All(ReadRoster), atomic: false);

    public Task<IReadOnlyDictionary<PhoneNumber, RosterRow>> RosterOf(StoreId store, IReadOnlyCollection<PhoneNumber> numbers) => database.Read<IReadOnlyDictionary<PhoneNumber, RosterRow>>(session =>
        session.AllOfEach(RosterOfRows, [.. numbers.Distinct()], (values, number) => values.Add(store.Value).Add(number.Digits), ReadRoster).ToDictionary(row => row.Number), atomic: false);

    public Task<ChainCheck> Verify(StoreId store) => database.Read(session =>
    {
        var (rows, last, previous) = (0L, 0L, ConsentChain.Start);
        while (session.Statement(Chain).Add(store.Value).Add(last).Add(Piece).All(row => (Entry: ReadEntry(row), Seq: row.Long(0), Hash: row.Blob(12))) is { Count: > 0 } piece)
            foreach (var (entry, seq, hash) in piece)
            {
                rows++;
                if (!ConsentChain.Hash(previous, new ConsentId(seq), entry).AsSpan().SequenceEqual(hash)) return new ChainCheck(rows, new ConsentId(seq));
                (last, previous) = (seq, hash);
            }
        return new ChainCheck(rows, null);
    });

    static ConsentRow Read(RecordStatement row)
    {
        var entry = ReadEntry(row);
        return new ConsentRow(new ConsentId(row.Long(0)), entry.Store, entry.Number, entry.Status, entry.Method, entry.Proof, entry.Reason, entry.By, entry.RecordedAt,
            Convert.ToHexStringLower(row.Blob(12)));
    }

    static RosterRow ReadRoster(RecordStatement row) => new(
        new PhoneNumber(row.Long(0)), (ConsentStatus)row.Int(1), new PersonName(row.TextOrNull(2), row.TextOrNull(3)), new ConsentId(row.Long(4)), row.Time(5));

    static ConsentEntry ReadEntry(RecordStatement row) => new(
        new StoreId(row.Long(1)), new PhoneNumber(row.Long(2)), (ConsentStatus)row.Int(3), (ConsentMethod)row.Int(4),
        row.IsNull(8) ? null : new ConsentProof(row.Text(5), row.Text(6), row.TextOrNull(7), row.Time(8)),
        row.TextOrNull(9), new PersonName(row.TextOrNull(13), row.TextOrNull(14)), row.Text(10), row.Time(11));
}
