using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Hark.Api;

static class Security
{
    public static void AddSecurity(this IServiceCollection services)
    {
        services.AddSingleton<AdminKey>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<KnownKeys>();
        services.AddSingleton<IPasswordHasher<CreateAccount>, PasswordHasher<CreateAccount>>();
        services.AddSingleton<Passwords>();
        services.AddAfterHost<Installation>();
        services.AddAuthentication(Caller.Scheme).AddScheme<AuthenticationSchemeOptions, BearerHandler>(Caller.Scheme, bearer => bearer.ForwardDefaultSelector = CrmTextSurface.Scheme);
        services.AddAuthorizationBuilder().AddPolicy(Caller.AdminPolicy, policy => policy.RequireUserName(Caller.Admin.Name));
    }

    /// <summary>Only the operator may call this.</summary>
    public static TBuilder AdminOnly<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(Caller.AdminPolicy);
}
