using System.Text;
using Hark.Records;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Hark.Api;

/// <param name="Rows">Lines of data in the file.</param>
/// <param name="Processed">Lines worked through.</param>
/// <param name="ByOutcome">Lines by outcome: <c>opted_in</c>, <c>pending</c>, <c>already_in</c>, or the code of a refusal.</param>
public sealed record ImportAnswer(string Id, string Store, ImportStatus Status, long Rows, long Processed, IReadOnlyDictionary<string, long> ByOutcome, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt)
{
    /// <summary>A note about the file stands in the report as a line, and is none of its rows.</summary>
    public static ImportAnswer Of(ImportView i) => new(i.Id.ToString(), i.Store.ToString(), i.Status, i.Rows, i.Processed - i.ByOutcome.GetValueOrDefault(ImportCodes.ReadAsLatin1),
        i.ByOutcome, i.CreatedAt, i.EndedAt);
}

public sealed record ImportLineAnswer(long Line, string? Number, string Outcome, string? Reason)
{
    public static ImportLineAnswer Of(ImportLine l) => new(l.Line, l.Number, l.Outcome, l.Reason);
}

static class ImportEndpoints
{
    const string Csv = "text/csv";

    public static void AddImports(this IServiceCollection services)
    {
        services.AddSingleton<ImportParser>();
        services.AddSingleton<ImportUpload>();
    }

    public static void MapImports(this IEndpointRouteBuilder store)
    {
        var imports = store.MapGroup("/imports").WithTags("Imports");
        imports.MapPost("", Upload).Accepts<string>(Csv).WithMetadata(new RequestSizeLimitAttribute(RequestLimits.Import))
            .WithSummary("Imports people from a CSV file; rows without proof become pending at most");
        imports.MapGet("/{import}", View).WithSummary("Progress of an import");
        imports.MapGet("/{import}/report", Report).WithSummary("What became of each line; with Accept: text/csv the whole report as a file");
    }

    static async Task<Results<Accepted<ImportAnswer>, JsonHttpResult<Problem>>> Upload(
        HttpRequest request, StoreScope scope, EffectId effect, Caller caller, ImportUpload upload, IGrains grains, CancellationToken cancellation)
    {
        if (request.ContentType?.Split(';')[0].Trim().Equals(Csv, StringComparison.OrdinalIgnoreCase) != true)
            return Problems.Answer(ApiCodes.MediaTypeUnsupported, "Send the file as it is, with Content-Type: text/csv.");
        var id = new ImportId(effect.Value);
        // Started before a crash took the answer: it goes on by itself.
        if (await grains.Import(id).View() is null) await upload.Take(id, scope.Id, caller.Name, request.Body, cancellation);
        var view = await grains.Import(id).View() ?? throw new InvalidOperationException($"The import {id} was started and is not there.");
        return TypedResults.Accepted($"/v1/stores/{scope.Id}/imports/{id}", ImportAnswer.Of(view));
    }

    static async Task<Results<Ok<ImportAnswer>, JsonHttpResult<Problem>>> View(string import, StoreScope scope, IGrains grains, IImportReader reader) =>
        await Find(import, scope, reader) is { } id && await grains.Import(id).View() is { } view ? TypedResults.Ok(ImportAnswer.Of(view)) : Unknown(import);

    static async Task<Results<Ok<PageAnswer<ImportLineAnswer>>, PushStreamHttpResult, JsonHttpResult<Problem>>> Report(
        string import, [AsParameters] PageQuery page, HttpRequest request, StoreScope scope, IImportReader reader)
    {
        if (await Find(import, scope, reader) is not { } id) return Unknown(import);
        if (request.Headers.Accept.Any(accept => accept?.Contains(Csv, StringComparison.OrdinalIgnoreCase) == true))
            return TypedResults.Stream(to => WriteReport(to, id, reader), $"{Csv}; charset=utf-8", $"{id}.csv");
        return TypedResults.Ok((await reader.Report(id, page.Request())).Select(ImportLineAnswer.Of));
    }

    static async Task WriteReport(Stream to, ImportId id, IImportReader reader)
    {
        await using var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await writer.WriteAsync(CsvCells.Row("line", "number", "outcome", "reason"));
        string? cursor = null;
        do
        {
            var page = await reader.Report(id, new PageRequest(Limit: 500, cursor));
            foreach (var line in page.Items) await writer.WriteAsync(CsvCells.Row(line.Line.ToString(), line.Number, line.Outcome, line.Reason));
            cursor = page.Next;
        }
        while (cursor is not null);
    }

    static async Task<ImportId?> Find(string text, StoreScope scope, IImportReader reader) =>
        Ids.TryParse<ImportId>(text, out var id) && await reader.StoreOf(id) == scope.Id ? id : null;

    static JsonHttpResult<Problem> Unknown(string import) => Problems.Answer(ApiCodes.ImportUnknown, $"This store has no import '{import}'.");
}
