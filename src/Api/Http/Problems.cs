using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hark.Api;

/// <summary>Makes problem answers.</summary>
static class Problems
{
    public const string MediaType = "application/problem+json";

    /// <summary>Seconds after which a caller may try again what failed for want of storage.</summary>
    const string RetryAfterSeconds = "5";

    public static Problem Of(string code, string detail) =>
        new($"urn:hark:problem:{code}", ProblemTable.TitleOf(code), ProblemTable.StatusOf(code), detail, code);

    public static JsonHttpResult<Problem> Answer(string code, string detail)
    {
        var problem = Of(code, detail);
        return TypedResults.Json(problem, contentType: MediaType, statusCode: problem.Status);
    }

    public static JsonHttpResult<Problem> Answer(Refusal refusal) => Answer(refusal.Code, refusal.Reason);

    public static Task Write(HttpContext context, string code, string detail)
    {
        if (CrmTextSurface.Answers(context)) return CrmTextSurface.Refuse(context, code, detail);
        var problem = Of(code, detail);
        if (problem.Status == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = RetryAfterSeconds;
        context.Response.StatusCode = problem.Status;
        return context.Response.WriteAsJsonAsync(problem, ApiJson.Options, MediaType, context.RequestAborted);
    }

    /// <summary>Routing and binding answer some requests with a bare status; they get a body as well.</summary>
    public static Task ForEmptyAnswer(StatusCodeContext answer)
    {
        var context = answer.HttpContext;
        var path = context.Request.Path;
        return context.Response.StatusCode switch
        {
            404 => Write(context, ApiCodes.NotFound, $"There is nothing at {path}. See /openapi/v1.json for what there is."),
            405 => Write(context, ApiCodes.MethodNotAllowed, $"{context.Request.Method} is not possible at {path}. See the Allow header for what is."),
            415 => Write(context, ApiCodes.MediaTypeUnsupported, "Send JSON with Content-Type: application/json, and imports with Content-Type: text/csv."),
            413 => Write(context, ApiCodes.RequestTooLarge, RequestLimits.Sentence),
            400 => Write(context, ApiCodes.RequestMalformed, "The request could not be read."),
            _ => Task.CompletedTask,
        };
    }
}
