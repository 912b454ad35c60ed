using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Security.Claims;

namespace Hark.Api;

/// <summary>Who makes a request: an account, or the operator.</summary>
/// <param name="Account">Null for the operator, who may do everything.</param>
sealed record Caller(AccountId? Account)
{
    public const string Scheme = "Bearer";
    public const string AdminPolicy = "admin";
    const string AdminRole = "admin";

    public static readonly Caller Admin = new((AccountId?)null);

    [MemberNotNullWhen(false, nameof(Account))]
    public bool IsAdmin => Account is null;

    /// <summary>As it stands in the audit log and in consent rows.</summary>
    public string Name => Account?.ToString() ?? AdminRole;

    public ClaimsPrincipal Principal() => new(new ClaimsIdentity([new Claim(ClaimTypes.Name, Name)], Scheme));

    /// <summary>Null for a request without a valid key.</summary>
    public static Caller? Of(HttpContext context) => context.User.Identity is { IsAuthenticated: true, Name: { } name }
        ? name == AdminRole ? Admin : Ids.TryParse<AccountId>(name, out var account) ? new Caller(account) : null
        : null;

    public static ValueTask<Caller> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult(Of(context) ?? throw new InvalidOperationException("An endpoint that asks for its caller must require authorization."));
}
