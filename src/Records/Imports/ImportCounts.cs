namespace Hark.Records;

static class ImportCounts
{
    static readonly Sql AddCount = Sql.Named("Imports/count-add");
    static readonly Sql Counts = Sql.Named("Imports/counts");

    public static void Add(RecordSession session, ImportId import, IEnumerable<string> outcomes) =>
        session.RunEach(AddCount, [.. outcomes.CountBy(outcome => outcome)], (values, o) => values.Add(import.Value).Add(o.Key).Add(o.Value));

    public static IReadOnlyDictionary<string, long> Read(RecordSession session, ImportId import) =>
        session.Statement(Counts).Add(import.Value).All(row => (Outcome: row.Text(0), Count: row.Long(1))).ToDictionary(c => c.Outcome, c => c.Count);
}
