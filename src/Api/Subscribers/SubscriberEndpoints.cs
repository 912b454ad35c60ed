using Hark.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hark.Api;

static class SubscriberEndpoints
{
    public static void MapSubscribers(this IEndpointRouteBuilder store)
    {
        var subscribers = store.MapGroup("/subscribers").WithTags("Subscribers");
        subscribers.MapGet("", List).WithSummary("Lists people of the store by number; status narrows it down");
        subscribers.MapGet("/{number}", View).WithSummary("Where a number stands with the store, and the history of its consent");
        subscribers.MapPut("/{number}/consent", OptIn).WithSummary("Opts a number in; needs source and evidence");
        subscribers.MapDelete("/{number}/consent", OptOut).WithSummary("Opts a number out; holds from the answer on");
    }

    static async Task<Results<Ok<ConsentAnswer>, JsonHttpResult<Problem>>> OptIn(
        string number, ConsentGiven given, StoreScope scope, Caller caller, CheckNumber check, TimeProvider time)
    {
        var to = check(number);
        if (!to.Ok) return Problems.Answer(to.Refusal);
        if (string.IsNullOrWhiteSpace(given.Source))
            return Problems.Answer(Codes.SourceMissing, "Say in source where this person gave consent: a form, a counter, a keyword.");
        if (string.IsNullOrWhiteSpace(given.Evidence))
            return Problems.Answer(Codes.EvidenceMissing, "Say in evidence what proves the consent: a URL, a form id, a message id.");
        var proof = new ConsentProof(given.Source, given.Evidence, given.Wording, given.At ?? time.GetUtcNow());
        var result = await scope.Store.OptIn(to.Value, proof, new PersonName(given.FirstName, given.LastName), caller.Name);
        return result.Ok(r => ConsentAnswer.Of(to.Value, r));
    }

    static async Task<Results<Ok<ConsentAnswer>, JsonHttpResult<Problem>>> OptOut(string number, StoreScope scope, Caller caller)
    {
        var from = NumberForm.Read(number);
        var result = await scope.Store.OptOut(from, caller.Name);
        return result.Ok(r => ConsentAnswer.Of(from, r));
    }

    static async Task<Ok<SubscriberAnswer>> View(string number, StoreScope scope, IGrains grains, IConsentReader consents)
    {
        var of = NumberForm.Read(number);
        var view = await grains.Subscriber(of).View(scope.Id);
        var history = await consents.History(scope.Id, of);
        return TypedResults.Ok(new SubscriberAnswer(of.ToString(), view.Status, view.Doubtful, view.Blocked, view.Code, [.. history.Select(ConsentEvent.Of)]));
    }

    static async Task<Ok<PageAnswer<RosterAnswer>>> List(string? status, [AsParameters] PageQuery page, StoreScope scope, IConsentReader consents) =>
        TypedResults.Ok((await consents.Roster(scope.Id, Filters.Word<ConsentStatus>("status", status), page.Request())).Select(RosterAnswer.Of));
}
