using Hark.Grains;
using Hark.Records;

namespace Hark.Api;

/// <summary>Stages the rows of a file as they come, then starts the import.</summary>
sealed class ImportUpload(ImportParser parser, IImportStaging staging, IGrains grains, TimeProvider time)
{
    /// <summary>Rows written in one transaction.</summary>
    const int Batch = 5_000;

    /// <exception cref="ProblemException">The header is not one of an import; nothing is left of it.</exception>
    public async Task<ImportPlan> Take(ImportId id, StoreId store, string by, Stream file, CancellationToken cancellation)
    {
        // What an upload of the same id left when the process died.
        await staging.Discard(id);
        await staging.Open(id, store, time.GetUtcNow());
        ImportPlan plan;
        try
        {
            plan = await Stage(id, store, by, file, cancellation);
        }
        catch
        {
            await staging.Discard(id);
            throw;
        }
        await grains.Import(id).Start(plan);
        return plan;
    }

    async Task<ImportPlan> Stage(ImportId id, StoreId store, string by, Stream file, CancellationToken cancellation)
    {
        long good = 0, rejected = 0;
        var rows = new List<ImportRow>(Batch);
        var lines = new List<ImportLine>();
        await foreach (var entry in parser.Read(file, cancellation))
        {
            if (entry.Row is { } row)
            {
                rows.Add(row);
                good++;
            }
            else if (entry.Report is { } line)
            {
                lines.Add(line);
                if (line.Outcome != ImportCodes.ReadAsLatin1) rejected++;
            }
            if (rows.Count + lines.Count >= Batch) await Flush();
        }
        if (rows.Count + lines.Count > 0) await Flush();
        return new ImportPlan(id, store, by, good + rejected, rejected);

        async Task Flush()
        {
            await staging.Add(id, rows, lines);
            // New lists: staging may still hold the old ones.
            rows = new List<ImportRow>(Batch);
            lines = [];
        }
    }
}
