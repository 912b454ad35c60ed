using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Hark.Api;

/// <param name="Password">Kept only as a salted hash.</param>
public sealed record NewAccount([property: Required] string? Name = null, [property: Required] string? Email = null, [property: Required] string? Password = null);

/// <param name="ApiKey">For the header <c>Authorization: Bearer KEY</c>. Kept only as a hash.</param>
public sealed record CreatedAccount(string Id, string ApiKey);

static class AccountEndpoints
{
    const int ShortestPassword = 12;

    public static void MapAccounts(this IEndpointRouteBuilder v1) =>
        v1.MapPost("/accounts", Create).AdminOnly()
            .WithMetadata(SecretAnswer.Instance)
            .WithTags("Accounts").WithSummary("Creates an account and its API key");

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

    static Created<CreatedAccount> Answer(AccountId id, ApiKeys keys) => TypedResults.Created((string?)null, new CreatedAccount(id.ToString(), keys.Of(id)));
}
