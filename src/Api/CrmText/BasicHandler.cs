using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Hark.Api;

/// <summary>Finds out who makes a CRM Text call, before the limits on how often callers may call. The surface itself refuses who is nobody.</summary>
sealed class BasicHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, CrmTextLogins logins)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string SchemeName = "Basic";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not { Count: > 0 } header) return AuthenticateResult.NoResult();
        var login = await logins.Find(header[0]!);
        CrmTextLogin.Put(Context, login);
        return login.Ok
            ? AuthenticateResult.Success(new AuthenticationTicket(new Caller(login.Value.Account).Principal(), Scheme.Name))
            : AuthenticateResult.Fail(login.Refusal.Reason);
    }
}
