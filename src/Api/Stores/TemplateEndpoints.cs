using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hark.Api;

public sealed record TemplateText([property: Required] string? Text = null);

/// <summary>The wording of one kind of automatic reply, as it leaves now.</summary>
/// <param name="Custom">The store wrote it; else it is the default.</param>
public sealed record TemplateAnswer(AutoReplyKind Kind, string Text, bool Custom)
{
    public static TemplateAnswer Of(StoreTemplate t) => new(t.Kind, t.Text, t.Custom);
}

/// <summary>All templates of a store.</summary>
public sealed record TemplatesAnswer(IReadOnlyList<TemplateAnswer> Items);

static class TemplateEndpoints
{
    public static void MapTemplates(this IEndpointRouteBuilder store)
    {
        var templates = store.MapGroup("/templates").WithTags("Templates");
        templates.MapGet("", List).WithSummary("Wordings of the store's automatic replies");
        templates.MapPut("/{kind}", (string kind, TemplateText request, StoreScope scope) => Set(kind, request.Text, scope))
            .WithSummary("Words an automatic reply; refused when it lacks what carriers demand, and told what");
        templates.MapDelete("/{kind}", (string kind, StoreScope scope) => Set(kind, null, scope)).WithSummary("Goes back to the default wording, which is answered");
    }

    static async Task<Results<Ok<TemplatesAnswer>, JsonHttpResult<Problem>>> List(StoreScope scope) =>
        (await scope.Store.Templates()).Ok(templates => new TemplatesAnswer([.. templates.Select(TemplateAnswer.Of)]));

    /// <param name="text">Null for the default.</param>
    static async Task<Results<Ok<TemplateAnswer>, JsonHttpResult<Problem>>> Set(string kind, string? text, StoreScope scope) =>
        // A word that is no kind is refused by the store, which names those there are.
        (await scope.Store.SetTemplate(ApiJson.TryParseWord<AutoReplyKind>(kind, out var of) ? of : default, text)).Ok(TemplateAnswer.Of);
}
