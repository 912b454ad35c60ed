namespace Hark.Records;

/// <summary>Removes many rows a piece at a time, so that nobody else waits for a million.</summary>
static class ImportRemoval
{
    const int Piece = 5_000;

    public static async Task All(RecordDatabase database, Sql sql, ImportId import)
    {
        while (await database.Write(session => session.Statement(sql).Add(import.Value).Add(Piece).Run(), atomic: false) == Piece) { }
    }
}
