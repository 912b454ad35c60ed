using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hark.Api;

/// <param name="Keyword">4 to 19 letters and digits, unique on the whole platform.</param>
/// <param name="Use">Whether it opts people in or is a responder.</param>
public sealed record NewKeyword([property: Required] string? Keyword = null, [property: Required] KeywordUse? Use = null);

/// <param name="OptedInText">For people who are opted in.</param>
/// <param name="OtherText">For all others.</param>
public sealed record ResponderTexts([property: Required] string? OptedInText = null, [property: Required] string? OtherText = null);

/// <summary>A word that handsets text to the store.</summary>
/// <param name="OptedInText">What a responder answers people who are opted in; null until it is written.</param>
/// <param name="OtherText">What it answers all others.</param>
public sealed record KeywordAnswer(string Keyword, KeywordUse Use, string? OptedInText, string? OtherText)
{
    public static KeywordAnswer Of(StoreKeyword k) => new(k.Word, k.Use, k.OptedInText, k.OtherText);
}

/// <summary>All keywords of a store, the primary one first.</summary>
public sealed record KeywordsAnswer(IReadOnlyList<KeywordAnswer> Items);

static class KeywordEndpoints
{
    public static void MapKeywords(this IEndpointRouteBuilder store)
    {
        var keywords = store.MapGroup("/keywords").WithTags("Keywords");
        keywords.MapGet("", List).WithSummary("Keywords of the store, the primary one first");
        keywords.MapPost("", Add).WithSummary("Adds an opt-in or a responder keyword");
        keywords.MapDelete("/{keyword}", Remove).WithSummary("Gives a keyword up; never the primary one");
        keywords.MapPut("/{keyword}/responder", Respond).WithSummary("Writes or replaces what a responder keyword answers");
    }

    static async Task<Results<Ok<KeywordsAnswer>, JsonHttpResult<Problem>>> List(StoreScope scope) =>
        (await scope.Store.Keywords()).Ok(keywords => new KeywordsAnswer([.. keywords.Select(KeywordAnswer.Of)]));

    static async Task<Results<Created<KeywordAnswer>, JsonHttpResult<Problem>>> Add(NewKeyword request, StoreScope scope) =>
        (await scope.Store.AddKeyword(request.Keyword!, request.Use!.Value)).Created(_ => $"/v1/stores/{scope.Id}/keywords", KeywordAnswer.Of);

    static async Task<Results<NoContent, JsonHttpResult<Problem>>> Remove(string keyword, StoreScope scope) => (await scope.Store.RemoveKeyword(keyword)).NoContent();

    static async Task<Results<Ok<KeywordAnswer>, JsonHttpResult<Problem>>> Respond(string keyword, ResponderTexts texts, StoreScope scope) =>
        (await scope.Store.SetResponder(keyword, texts.OptedInText!, texts.OtherText!)).Ok(KeywordAnswer.Of);
}
