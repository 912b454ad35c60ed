using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hark.Api;

/// <param name="Password">Kept only as a salted hash.</param>
public sealed record NewAccount([property: Required] string? Name = null, [property: Required] string? Email = null, [property: Required] string? Password = null);

/// <param name="ApiKey">For the header <c>Authorization: Bearer KEY</c>. Kept only as a hash.</param>
public sealed record CreatedAccount(string Id, string ApiKey);

/// <param name="Password">12 to 200 characters; kept only as a salted hash.</param>
public sealed record AccountPassword([property: Required] string? Password = null);

/// <summary>What is left out stays as it is.</summary>
/// <param name="Reason">Why the right is given or taken; kept in the audit log.</param>
public sealed record AccountChange(bool? MayCreateStores = null, string? Reason = null);

public sealed record AccountAnswer(string Id, string Name, string Email, bool MayCreateStores, DateTimeOffset CreatedAt)
{
    public static AccountAnswer Of(AccountView a) => new(a.Id.ToString(), a.Name, a.Email, a.MayCreateStores, a.CreatedAt);
}

static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder v1)
    {
        var accounts = v1.MapGroup("/accounts").AdminOnly().WithTags("Accounts");
        accounts.MapPost("", Create).WithMetadata(SecretAnswer.Instance).WithSummary("Creates an account and its API key");
        accounts.MapPatch("/{account}", Change).WithSummary("Gives an account the right to create stores beyond its first, or takes it");
        v1.MapPut("/accounts/{account}/password", SetPassword).WithTags("Accounts").WithSummary("Changes the password of the account; the former one opens nothing from then on");
    }

    static async Task<Results<Created<CreatedAccount>, JsonHttpResult<Problem>>> Create(
        NewAccount request, EffectId effect, IGrains grains, ApiKeys keys, Passwords passwords)
    {
        var id = new AccountId(effect.Value);
        var account = grains.Account(id);
        // Asked again after a crash, or for the answer that is not stored: the account is there already.
        if (await account.View() is not null) return Answer(id, keys);
        var password = passwords.Hash(request.Password!, Passwords.ShortestOfAccount);
        if (!password.Ok) return Problems.Answer(Codes.AccountInvalid, password.Refusal.Reason);
        var created = await account.Create(new CreateAccount(request.Name!, request.Email!, password.Value, ApiKeys.Hash(keys.Of(id))));
        return created.Ok ? Answer(id, keys) : Problems.Answer(created.Refusal);
    }

    static async Task<Results<Ok<AccountAnswer>, JsonHttpResult<Problem>>> Change(string account, AccountChange change, Caller caller, IGrains grains)
    {
        if (!Ids.TryParse<AccountId>(account, out var id)) return Problems.Answer(Codes.AccountUnknown, $"There is no account '{account}'.");
        return (await grains.Account(id).Change(new(change.MayCreateStores, change.Reason, caller.Name))).Ok(AccountAnswer.Of);
    }

    /// <summary>An account's own, or the operator. Another account's is unknown, so that nobody learns that it exists.</summary>
    static async Task<Results<NoContent, JsonHttpResult<Problem>>> SetPassword(string account, AccountPassword request, Caller caller, IGrains grains, Passwords passwords)
    {
        if (!Ids.TryParse<AccountId>(account, out var id) || (!caller.IsAdmin && caller.Account != id)) return Problems.Answer(Codes.AccountUnknown, $"There is no account '{account}'.");
        var password = passwords.Hash(request.Password!, Passwords.ShortestOfAccount);
        return password.Ok ? (await grains.Account(id).SetPassword(password.Value, caller.Name)).NoContent() : Problems.Answer(password.Refusal);
    }

    static Created<CreatedAccount> Answer(AccountId id, ApiKeys keys) => TypedResults.Created((string?)null, new CreatedAccount(id.ToString(), keys.Of(id)));
}
