using System.Collections.Frozen;
using Microsoft.AspNetCore.Authentication;

namespace Hark.Api;

/// <summary>The CRM Text SMS API at <c>/smapi/rest</c>: a translation into what the store's actors are asked anyway. See docs/crmtext.md.</summary>
static class CrmTextSurface
{
    /// <summary>The stable code of a refusal: the envelope has no place for it.</summary>
    public const string CodeHeader = "Hark-Code";

    const string Path = "/smapi/rest";

    /// <summary>Which errors of this surface are answered in its envelope, wherever they are found out.</summary>
    sealed class Envelope;

    static readonly FrozenDictionary<string, CrmTextMethod> Methods =
        StoreMethods.All.Concat(KeywordMethods.All).Concat(CustomerMethods.All).Concat(MessageMethods.All).Concat(ReportMethods.All).Concat(CallbackMethods.All).ToFrozenDictionary(method => method.Name);

    public static void AddCrmText(this IServiceCollection services)
    {
        services.AddSingleton<CrmTextLogins>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, BasicHandler>(BasicHandler.SchemeName, null);
    }

    public static void MapCrmText(this IEndpointRouteBuilder app) =>
        app.Map(Path, Answer).WithMetadata(new Envelope()).AllowAnonymous().ExcludeFromDescription();

    /// <summary>Which way of saying who one is the request uses.</summary>
    public static string? Scheme(HttpContext context) => context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase) ? BasicHandler.SchemeName : null;

    public static bool Answers(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<Envelope>() is not null;

    public static Task Refuse(HttpContext context, string code, string reason)
    {
        context.Response.Headers[CodeHeader] = code;
        if (ProblemTable.StatusOf(code) == StatusCodes.Status401Unauthorized) context.Response.Headers.WWWAuthenticate = "Basic realm=\"Hark\"";
        // Guesses of credentials have a limit of their own, which the one on calls knows nothing of.
        if (code == ApiCodes.RateLimited && context.Response.Headers.RetryAfter.Count == 0) context.Response.Headers.RetryAfter = "1";
        return CrmTextAnswer.Failure(context.Items[typeof(CrmTextMethod)] as string ?? CrmTextRequest.MethodOf(context.Request.QueryString), code, reason).Send(context);
    }

    static async Task Answer(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsPost(context.Request.Method))
            throw new ProblemException(ApiCodes.MethodNotAllowed, "Use POST or GET.");
        var request = await CrmTextRequest.Read(context.Request);
        context.Items[typeof(CrmTextMethod)] = request.Method;
        var answer = await Call(context, request);
        await (answer.Ok ? answer.Value.Send(context) : Refuse(context, answer.Refusal.Code, answer.Refusal.Reason));
    }

    static async Task<Result<CrmTextAnswer>> Call(HttpContext context, CrmTextRequest request)
    {
        var login = CrmTextLogin.Of(context);
        if (!login.Ok) return login.Refusal;
        if (request.Method.Length == 0) return new Refusal(ApiCodes.FieldMissing, "The parameter method is missing.");
        if (!Methods.TryGetValue(request.Method, out var method))
            return new Refusal(ApiCodes.MethodUnknown, $"There is no method '{(request.Method.Length > 50 ? request.Method[..50] : request.Method)}'.");
        return await method.Call(new CrmTextCall(request, login.Value, context));
    }
}
