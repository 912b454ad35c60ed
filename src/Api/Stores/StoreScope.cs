using System.Reflection;

namespace Hark.Api;

/// <summary>The store of the path <c>/v1/stores/{store}/…</c>, which the caller may use. A store of somebody else is unknown, so that nobody learns that it exists.</summary>
sealed record StoreScope(StoreView View, IStore Store)
{
    public StoreId Id => View.Id;

    public static async ValueTask<StoreScope> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var text = (string?)context.GetRouteValue("store");
        var caller = Caller.Of(context);
        if (caller is not null && Ids.TryParse<StoreId>(text, out var id))
        {
            var store = context.RequestServices.GetRequiredService<IGrains>().Store(id);
            if (await store.View() is { } view && caller.MayUse(view)) return new StoreScope(view, store);
        }
        throw new ProblemException(Codes.StoreUnknown, $"There is no store '{text}' among yours.");
    }
}

static class StoreAccess
{
    public static bool MayUse(this Caller caller, StoreView store) => caller.IsAdmin || caller.Account == store.Account;

    /// <summary>Whether the store is one that the caller may use.</summary>
    public static async Task<bool> MayUse(this Caller caller, StoreId store, IGrains grains) =>
        caller.IsAdmin || (await grains.Store(store).View() is { } view && caller.MayUse(view));
}
