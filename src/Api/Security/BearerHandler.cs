using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Hark.Api;

/// <summary>Finds out who calls by <c>Authorization: Bearer KEY</c>, and says in problem details what is wrong with it.</summary>
sealed class BearerHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, AdminKey adminKey, KnownKeys known, IGrains grains)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    const string Start = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Start, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        var caller = await Find(header[Start.Length..].Trim());
        return caller is null
            ? AuthenticateResult.Fail("The key is not valid.")
            : AuthenticateResult.Success(new AuthenticationTicket(caller.Principal(), Scheme.Name));
    }

    async Task<Caller?> Find(string key)
    {
        var hash = ApiKeys.Hash(key);
        if (await adminKey.Is(hash)) return Caller.Admin;
        if (!ApiKeys.TryReadAccount(key, out var account)) return null;
        if (known.Contains(hash)) return new Caller(account);
        if (!await grains.Account(account).Holds(hash)) return null;
        known.Add(hash);
        return new Caller(account);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers[HeaderNames.WWWAuthenticate] = Caller.Scheme;
        return Request.Headers.Authorization.Count == 0
            ? Problems.Write(Context, ApiCodes.KeyMissing, "Send your key in the header Authorization: Bearer KEY.")
            : Problems.Write(Context, ApiCodes.KeyInvalid, "This key is not valid. Send a valid one in the header Authorization: Bearer KEY.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.Write(Context, Codes.AdminOnly, "Only the operator may do this, with the admin key.");
}
