using Hark.Grains;

namespace Hark.Records;

/// <summary>Takes the rows of an import as they are read from the file.</summary>
public interface IImportStaging
{
    Task Open(ImportId import, StoreId store, DateTimeOffset now);
    /// <summary>Good rows to be worked through, and bad lines for the report.</summary>
    Task Add(ImportId import, IReadOnlyList<ImportRow> rows, IReadOnlyList<ImportLine> rejected);
    /// <summary>Removes all of an upload that broke off.</summary>
    Task Discard(ImportId import);
}
