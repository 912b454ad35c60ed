using Microsoft.AspNetCore.Http.HttpResults;

namespace Hark.Api;

/// <summary>Answers from results of the actors: what they said, or their refusal as a problem.</summary>
static class Answers
{
    public static Results<Ok<TAnswer>, JsonHttpResult<Problem>> Ok<T, TAnswer>(this Result<T> result, Func<T, TAnswer> answer) =>
        result.Ok ? TypedResults.Ok(answer(result.Value)) : Problems.Answer(result.Refusal);

    public static Results<NoContent, JsonHttpResult<Problem>> NoContent<T>(this Result<T> result) =>
        result.Ok ? TypedResults.NoContent() : Problems.Answer(result.Refusal);

    public static Results<Created<TAnswer>, JsonHttpResult<Problem>> Created<T, TAnswer>(this Result<T> result, Func<T, string> location, Func<T, TAnswer> answer) =>
        result.Ok ? TypedResults.Created(location(result.Value), answer(result.Value)) : Problems.Answer(result.Refusal);

    public static Results<Accepted<TAnswer>, JsonHttpResult<Problem>> Accepted<T, TAnswer>(this Result<T> result, Func<T, string> location, Func<T, TAnswer> answer) =>
        result.Ok ? TypedResults.Accepted(location(result.Value), answer(result.Value)) : Problems.Answer(result.Refusal);
}
