using Hark.Grains;
using Hark.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hark.Api;

static class CallbackEndpoints
{
    public static void MapCallbacks(this IEndpointRouteBuilder v1, IEndpointRouteBuilder store)
    {
        v1.MapGet("/callbacks", ListAll).AdminOnly().WithTags("Callbacks").WithSummary("The callback endpoints of all stores; state narrows it down to disabled or suspended ones");
        var callback = store.MapGroup("").WithTags("Callbacks");
        callback.MapPut("/callback", Set).WithSummary("Sets where the store is told what happens; the answer has the secret when it was made now");
        callback.MapGet("/callback", View).WithSummary("The callback endpoint, its state and what is pending");
        callback.MapDelete("/callback", Remove).WithSummary("Takes the callback endpoint away, with what is pending");
        callback.MapPost("/callback:rotate", Rotate).WithMetadata(SecretAnswer.Instance).WithSummary("Makes a new secret; the former one signs along for 24 hours");
        callback.MapPost("/callback:resume", Resume).WithSummary("Goes on after the endpoint was disabled or suspended");
        callback.MapPost("/callback:replay", ReplayAll).WithSummary("Posts once more what happened since a time and was delivered or given up");
        callback.MapGet("/callback/events", List).WithSummary("What the store is told, newest first; status narrows it down");
        callback.MapPost("/callback/events/{event}:replay", ReplayOne).WithSummary("Posts an event once more, under the same id");
    }

    static async Task<Results<Ok<CallbackEndpointAnswer>, JsonHttpResult<Problem>>> Set(NewCallback request, StoreScope scope, Caller caller, IGrains grains, ICallbackReader reader)
    {
        var events = Events(request.Events ?? []);
        if (!events.Ok) return Problems.Answer(events.Refusal);
        var set = await grains.CallbackEndpoint(scope.Id).Set(new SetCallback(request.Url!, request.Form ?? CallbackForm.Json, events.Value, caller.Name));
        if (!set.Ok) return Problems.Answer(set.Refusal);
        return TypedResults.Ok(CallbackEndpointAnswer.Of(set.Value.View, await reader.Backlog(scope.Id), set.Value.Secret));
    }

    static async Task<Results<Ok<CallbackEndpointAnswer>, JsonHttpResult<Problem>>> View(StoreScope scope, IGrains grains, ICallbackReader reader) =>
        await grains.CallbackEndpoint(scope.Id).View() is { } view
            ? TypedResults.Ok(CallbackEndpointAnswer.Of(view, await reader.Backlog(scope.Id)))
            : Problems.Answer(Codes.CallbackUnknown, "This store has no callback endpoint. Set one with PUT.");

    static async Task<NoContent> Remove(StoreScope scope, Caller caller, IGrains grains)
    {
        await grains.CallbackEndpoint(scope.Id).Remove(caller.Name);
        return TypedResults.NoContent();
    }

    static async Task<Results<Ok<CallbackSecretAnswer>, JsonHttpResult<Problem>>> Rotate(StoreScope scope, EffectId effect, Caller caller, IGrains grains) =>
        (await grains.CallbackEndpoint(scope.Id).Rotate(effect.Value, caller.Name)).Ok(s => new CallbackSecretAnswer(s.Secret, s.FormerUntil));

    static async Task<Results<Ok<CallbackEndpointAnswer>, JsonHttpResult<Problem>>> Resume(StoreScope scope, Caller caller, IGrains grains, ICallbackReader reader)
    {
        var resumed = await grains.CallbackEndpoint(scope.Id).Resume(caller.Name);
        return resumed.Ok ? TypedResults.Ok(CallbackEndpointAnswer.Of(resumed.Value, await reader.Backlog(scope.Id))) : Problems.Answer(resumed.Refusal);
    }

    static async Task<Results<Ok<CallbackReplayAnswer>, JsonHttpResult<Problem>>> ReplayAll(ReplaySince request, StoreScope scope, Caller caller, IGrains grains) =>
        (await grains.CallbackEndpoint(scope.Id).ReplaySince(request.Since!.Value, caller.Name)).Ok(r => new CallbackReplayAnswer(r.Events));

    static async Task<Results<Ok<CallbackReplayAnswer>, JsonHttpResult<Problem>>> ReplayOne(string @event, StoreScope scope, Caller caller, IGrains grains) =>
        Ids.TryParse<CallbackEventId>(@event, out var id)
            ? (await grains.CallbackEndpoint(scope.Id).Replay(id, caller.Name)).Ok(r => new CallbackReplayAnswer(r.Events))
            : Problems.Answer(Codes.CallbackEventUnknown, $"This store has no event '{@event}'.");

    static async Task<Ok<PageAnswer<CallbackEventAnswer>>> List(string? status, [AsParameters] PageQuery page, StoreScope scope, ICallbackReader reader) =>
        TypedResults.Ok((await reader.List(scope.Id, Filters.Word<CallbackEventStatus>("status", status), page.Request())).Select(CallbackEventAnswer.Of));

    static async Task<Ok<PageAnswer<CallbackListAnswer>>> ListAll(string? state, [AsParameters] PageQuery page, ICallbackReader reader) =>
        TypedResults.Ok((await reader.ListEndpoints(Filters.Word<CallbackState>("state", state), page.Request())).Select(CallbackListAnswer.Of));

    static Result<IReadOnlyList<CallbackEventType>> Events(IReadOnlyList<string> words)
    {
        var types = new List<CallbackEventType>();
        foreach (var word in words)
        {
            if (!CallbackEventTypes.TryParse(word, out var type))
                return new Refusal(Codes.CallbackEventsInvalid, $"There is no event '{word}'. Known are {string.Join(", ", CallbackEventTypes.AllWords)}.");
            types.Add(type);
        }
        return types;
    }
}
