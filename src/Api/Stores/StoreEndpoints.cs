using Hark.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hark.Api;

static class StoreEndpoints
{
    public static void MapStores(this IEndpointRouteBuilder v1)
    {
        var stores = v1.MapGroup("/stores").WithTags("Stores");
        stores.MapPost("", Create).WithSummary("Creates a store");
        stores.MapGet("", List).WithSummary("Lists the stores, newest first");
        stores.MapGet("/{store}", (StoreScope scope) => TypedResults.Ok(StoreAnswer.Of(scope.View))).WithSummary("A store and its settings");
        stores.MapPatch("/{store}", Change).WithSummary("Changes settings of a store");
    }

    static async Task<Results<Created<StoreAnswer>, JsonHttpResult<Problem>>> Create(NewStore request, EffectId effect, Caller caller, IGrains grains)
    {
        var account = await Owner(request, caller, grains);
        if (!account.Ok) return Problems.Answer(account.Refusal);
        if (request.Sender is not null && !caller.IsAdmin)
            return Problems.Answer(Codes.AdminOnly, "Only the operator assigns a sender. Leave it out: the store gets a number of its own.");
        var id = new StoreId(effect.Value);
        var created = await grains.Store(id).Create(new CreateStore(account.Value, request.Name!, request.Keyword!, request.TimeZone, request.DoubleOptIn,
            request.Brand, request.HelpContact, request.Sender, request.SharedShortCodes));
        return created.Created(s => $"/v1/stores/{s.Id}", StoreAnswer.Of);
    }

    static async Task<Result<AccountId>> Owner(NewStore request, Caller caller, IGrains grains)
    {
        if (!caller.IsAdmin)
            return request.Account is null || request.Account == caller.Name
                ? caller.Account.Value
                : new Refusal(Codes.AdminOnly, "Only the operator may create stores for other accounts. Leave out the field account.");
        if (request.Account is null) return new Refusal(ApiCodes.FieldMissing, "The field account is missing: the operator says whose store it is.");
        return Ids.TryParse<AccountId>(request.Account, out var account) && await grains.Account(account).View() is not null
            ? account
            : new Refusal(Codes.AccountUnknown, $"There is no account '{request.Account}'.");
    }

    static async Task<Ok<PageAnswer<StoreAnswer>>> List([AsParameters] PageQuery page, Caller caller, IStoreReader stores) =>
        TypedResults.Ok((await stores.List(caller.Account, page.Request())).Select(StoreAnswer.Of));

    static async Task<Results<Ok<StoreAnswer>, JsonHttpResult<Problem>>> Change(StoreChange change, StoreScope scope, Caller caller)
    {
        if (change.DuplicateGuard is not null && !caller.IsAdmin)
            return Problems.Answer(Codes.AdminOnly, "Only the operator may switch the duplicate guard, with the admin key and a reason.");
        var changed = await scope.Store.Change(new ChangeStore(change.Name, change.TimeZone, change.DoubleOptIn, change.Brand, change.HelpContact,
            change.DuplicateGuard, change.Reason, caller.Name));
        return changed.Ok(StoreAnswer.Of);
    }
}
