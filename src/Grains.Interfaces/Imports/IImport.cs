namespace Hark;

/// <summary>One import of subscribers: works through its staged rows in the order of their numbers, and goes on where it stopped after a crash.</summary>
public interface IImport
{
    /// <summary>The rows are staged; begin. Idempotent.</summary>
    Task Start(ImportPlan plan);
    Task<ImportView?> View();
}

public sealed record ImportPlan(ImportId Id, StoreId Store, string By, long Rows, long Rejected);

public enum ImportStatus { Running = 1, Completed = 2 }

/// <param name="Rows">Lines of data in the file.</param>
/// <param name="ByOutcome">Rows by outcome: <c>opted_in</c>, <c>pending</c>, <c>already_in</c>, or the code of a refusal.</param>
public sealed record ImportView(ImportId Id, StoreId Store, ImportStatus Status, long Rows, long Processed, IReadOnlyDictionary<string, long> ByOutcome, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt);
