namespace Hark.Grains;

/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Proof">Null when the row has no proof: it becomes Pending at most (O6).</param>
public sealed record ImportRow(long Line, PhoneNumber Number, ConsentStatus Wanted, ConsentProof? Proof, PersonName Name);

public sealed record ImportOutcome(long Line, string Outcome, string? Reason);

/// <summary>Staged rows of an import, worked through in the order of numbers.</summary>
public interface IImportRows
{
    /// <summary>Rows after the given number and line, in that order.</summary>
    Task<IReadOnlyList<ImportRow>> Next(ImportId import, PhoneNumber afterNumber, long afterLine, int most);

    Task Record(ImportId import, IReadOnlyList<ImportOutcome> outcomes);

    Task<IReadOnlyDictionary<string, long>> Count(ImportId import);

    /// <summary>Drops the staged rows; the report per line stays.</summary>
    Task Finish(ImportId import);
}
