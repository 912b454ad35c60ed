using System.Collections.Concurrent;
using Hark.Grains;

namespace Hark.Records;

/// <summary>Staged rows in the order of numbers. They arrive in the order of the file; the order of numbers is made once, at the first call.</summary>
public sealed class ImportRows(RecordDatabase database) : IImportRows
{
    const int Piece = 5_000;

    static readonly Sql Ordered = Sql.Named("Imports/ordered");
    static readonly Sql MarkOrdered = Sql.Named("Imports/order-mark");
    static readonly Sql Keys = Sql.Named("Imports/keys");
    static readonly Sql AddOrder = Sql.Named("Imports/order-add");
    static readonly Sql NextRows = Sql.Named("Imports/next");
    static readonly Sql RecordOutcome = Sql.Named("Imports/outcome");
    static readonly Sql DropRows = Sql.Named("Imports/drop-rows");

    readonly ConcurrentDictionary<ImportId, bool> _ordered = new();

    public async Task<IReadOnlyList<ImportRow>> Next(ImportId import, PhoneNumber afterNumber, long afterLine, int most)
    {
        if (!_ordered.ContainsKey(import)) await Order(import);
        return await database.Read(session =>
            session.Statement(NextRows).Add(import.Value).Add(afterNumber.Digits).Add(afterLine).Add(most).All(Read), atomic: false);
    }

    public Task Record(ImportId import, IReadOnlyList<ImportOutcome> outcomes) => database.Write(session =>
    {
        // After a crash a line may be worked through again: its first outcome stands and is counted once.
        var recorded = session.AllOfEach(RecordOutcome, [.. outcomes.DistinctBy(o => o.Line)],
            (values, o) => values.Add(import.Value).Add(o.Line).Add(o.Outcome).Add(o.Reason), row => row.Text(0));
        ImportCounts.Add(session, import, recorded);
    });

    public Task<IReadOnlyDictionary<string, long>> Count(ImportId import) => database.Read(session => ImportCounts.Read(session, import));

    public async Task Finish(ImportId import)
    {
        await ImportRemoval.All(database, DropRows, import);
        _ordered.TryRemove(import, out _);
    }

    /// <summary>Sorts numbers and lines beside the writer (16 bytes a row: 16 MB for a million) and writes them in pieces; begun again after a crash.</summary>
    async Task Order(ImportId import)
    {
        if (await database.Read(session => session.Statement(Ordered).Add(import.Value).Number()) is not 1)
        {
            var keys = await database.Read(session => session.Statement(Keys).Add(import.Value).All(row => (Number: row.Long(0), Line: row.Long(1))));
            foreach (var piece in keys.Chunk(Piece))
                await database.Write(session => { session.RunEach(AddOrder, piece, (values, key) => values.Add(import.Value).Add(key.Number).Add(key.Line)); }, atomic: false);
            await database.Write(session => { session.Statement(MarkOrdered).Add(import.Value).Run(); }, atomic: false);
        }
        _ordered[import] = true;
    }

    static ImportRow Read(RecordStatement row) => new(
        row.Long(0), new PhoneNumber(row.Long(1)), (ConsentStatus)row.Int(2),
        row.IsNull(6) ? null : new ConsentProof(row.Text(3), row.Text(4), row.TextOrNull(5), row.Time(6)),
        new PersonName(row.TextOrNull(7), row.TextOrNull(8)));
}
