using System.Text.Json;
using Hark.Records;

namespace Hark.Api;

/// <summary>Turns what was thrown into problem details. Nothing of an unexpected exception is shown; it is in the log.</summary>
sealed class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        // Of a caller who has gone nothing is answered: an empty answer would be stored with the idempotency key.
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            var (code, detail) = Explain(e);
            if (ProblemTable.StatusOf(code) >= 500) log.LogError(e, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
            await Problems.Write(context, code, detail);
        }
    }

    static (string Code, string Detail) Explain(Exception e) => e switch
    {
        ProblemException problem => (problem.Code, problem.Message),
        StorageUnavailableException => (Codes.StorageUnavailable, "Nothing was done, because storage cannot be written at the moment. Try again; if it goes on, the operator has to look at the disk or database."),
        CursorException => (ApiCodes.CursorInvalid, "The cursor is not one that this list gave out. Leave it out to begin at the first page."),
        NoAnswerException or TimeoutException => (ApiCodes.OutcomeUnknown, "No answer came in time; it may or may not have been done. Send the same request with the same Idempotency-Key again."),
        BadHttpRequestException { StatusCode: 413 } => (ApiCodes.RequestTooLarge, RequestLimits.Sentence),
        BadHttpRequestException { StatusCode: 415 } => (ApiCodes.MediaTypeUnsupported, "Send JSON with Content-Type: application/json, and imports with Content-Type: text/csv."),
        BadHttpRequestException { InnerException: JsonException json } => (ApiCodes.RequestMalformed, Explain(json)),
        BadHttpRequestException bad => (ApiCodes.RequestMalformed, bad.Message),
        _ => (ApiCodes.InternalError, "Something went wrong on our side. The operator finds it in the log."),
    };

    static string Explain(JsonException e)
    {
        var place = string.IsNullOrEmpty(e.Path) || e.Path == "$" ? "The body" : $"The field {e.Path}";
        var line = e.LineNumber is { } number ? $" (line {number + 1}, byte {e.BytePositionInLine + 1})" : "";
        return e.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal)
            ? $"{place} is not known here{line}. Fields are refused when they would be ignored; see /openapi/v1.json."
            : $"{place} is not the JSON that is expected here{line}. See /openapi/v1.json.";
    }
}
