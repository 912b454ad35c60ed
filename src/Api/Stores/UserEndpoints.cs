using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hark.Api;

/// <param name="Password">6 to 200 characters; kept only as a salted hash.</param>
public sealed record UserPassword([property: Required] string? Password = null);

/// <summary>Somebody who administers a store beside its account, on the CRM Text surface.</summary>
public sealed record UserAnswer(string Email, string? FirstName, string? LastName, DateTimeOffset AddedAt)
{
    public static UserAnswer Of(StoreUserView u) => new(u.Email, u.Name.First, u.Name.Last, u.AddedAt);
}

/// <summary>All users of a store, in the order in which they were added.</summary>
public sealed record UsersAnswer(IReadOnlyList<UserAnswer> Items);

static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder store)
    {
        var users = store.MapGroup("/users").WithTags("Users");
        users.MapGet("", List).WithSummary("Who administers the store beside its account");
        users.MapPut("/{email}", Set).WithSummary("Adds a user, or changes the user's password; the former one opens nothing from then on");
        users.MapDelete("/{email}", Remove).WithSummary("Takes a user away; the password opens nothing from then on");
    }

    static async Task<Results<Ok<UsersAnswer>, JsonHttpResult<Problem>>> List(StoreScope scope) =>
        (await scope.Store.Users()).Ok(users => new UsersAnswer([.. users.Select(UserAnswer.Of)]));

    static async Task<Results<Ok<UserAnswer>, JsonHttpResult<Problem>>> Set(string email, UserPassword request, StoreScope scope, Caller caller, Passwords passwords)
    {
        var hash = passwords.Hash(request.Password!, Passwords.ShortestOfUser);
        return hash.Ok ? (await scope.Store.SetUser(email, hash.Value, caller.Name)).Ok(UserAnswer.Of) : Problems.Answer(hash.Refusal);
    }

    static async Task<Results<NoContent, JsonHttpResult<Problem>>> Remove(string email, StoreScope scope, Caller caller) => (await scope.Store.RemoveUser(email, caller.Name)).NoContent();
}
