using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Hark.Api;

/// <param name="Password">Kept only as a salted hash.</param>
public sealed record NewAccount([property: Required] string? Name = null, [property: Required] string? Email = null, [property: Required] string? Password = null);

/// <param name="ApiKey">For the header <c>Authorization: Bearer KEY</c>. Kept only as a hash.</param>
public sealed record CreatedAccount(string Id, string ApiKey);

/// <summary>What is left out stays as it is.</summary>
/// <param name="Reason">Why the right is given or taken; kept in the audit log.</param>
public sealed record AccountChange(bool? MayCreateStores = null, string? Reason = null);

public sealed record AccountAnswer(string Id, string Name, string Email, bool MayCreateStores, DateTimeOffset CreatedAt)
{
    public static AccountAnswer Of(AccountView a) => new(a.Id.ToString(), a.Name, a.Email, a.MayCreateStores, a.CreatedAt);
}

static class AccountEndpoints
{
    const int ShortestPassword = 12;

    public static void MapAccounts(this IEndpointRouteBuilder v1)
    {
        var accounts = v1.MapGroup("/accounts").AdminOnly().WithTags("Accounts");
        accounts.MapPost("", Create).WithMetadata(SecretAnswer.Instance).WithSummary("Creates an account and its API key");
        accounts.MapPatch("/{account}", Change).WithSummary("Gives an account the right to create stores beyond its first, or takes it");
    }

    static async Task<Results<Created<CreatedAccount>, JsonHttpResult<Problem>>> Create(
        NewAccount request, EffectId effect, IGrains grains, ApiKeys keys, IPasswordHasher<CreateAccount> passwords)
    {
        var id = new AccountId(effect.Value);
        var account = grains.Account(id);
        // Asked again after a crash, or for the answer that is not stored: the account is there already.
        if (await account.View() is not null) return Answer(id, keys);
        if (request.Password!.Length < ShortestPassword)
            return Problems.Answer(Codes.AccountInvalid, $"A password has at least {ShortestPassword} characters.");
        var create = new CreateAccount(request.Name!, request.Email!, PasswordHash: "", ApiKeys.Hash(keys.Of(id)));
        var created = await account.Create(create with { PasswordHash = passwords.HashPassword(create, request.Password) });
        return created.Ok ? Answer(id, keys) : Problems.Answer(created.Refusal);
    }

    static async Task<Results<Ok<AccountAnswer>, JsonHttpResult<Problem>>> Change(string account, AccountChange change, Caller caller, IGrains grains)
    {
        if (!Ids.TryParse<AccountId>(account, out var id)) return Problems.Answer(Codes.AccountUnknown, $"There is no account '{account}'.");
        return (await grains.Account(id).Change(new(change.MayCreateStores, change.Reason, caller.Name))).Ok(AccountAnswer.Of);
    }

    static Created<CreatedAccount> Answer(AccountId id, ApiKeys keys) => TypedResults.Created((string?)null, new CreatedAccount(id.ToString(), keys.Of(id)));
}
