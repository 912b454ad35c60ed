using Microsoft.AspNetCore.Http.HttpResults;

namespace Hark.Api;

/// <param name="Rate">Parts per second that carriers take.</param>
/// <param name="Used">Parts handed over per second, over the last ten seconds.</param>
/// <param name="Waiting">Parts waiting, of all stores.</param>
/// <param name="Shares">The caller's stores with work, and the part of the rate each gets.</param>
public sealed record PoolAnswer(string Pool, double Rate, double Used, long Waiting, IReadOnlyList<PoolShare> Shares);

/// <param name="Waiting">Parts.</param>
/// <param name="Rate">Parts per second: stores with work share the pool evenly.</param>
public sealed record PoolShare(string Store, long Waiting, double Rate);

static class PoolEndpoints
{
    public static void MapPools(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/pools/{pool}", View).WithTags("Pools").WithSummary("Rate, use, waiting parts and shares of a pool");

    static async Task<Results<Ok<PoolAnswer>, JsonHttpResult<Problem>>> View(string pool, Caller caller, IGrains grains, PoolNames pools)
    {
        if (!pools.All.Contains(pool)) return Problems.Answer(ApiCodes.PoolUnknown, $"There is no pool '{pool}'. There are {string.Join(", ", pools.All)}.");
        var view = await grains.Bandwidth(pool).View();
        var working = view.Waiting.Where(w => w.Value > 0).ToList();
        var own = await Own(caller, grains);
        var shares = working.Where(w => own is null || own.Contains(w.Key))
            .Select(w => new PoolShare(w.Key.ToString(), w.Value, view.Rate / working.Count));
        return TypedResults.Ok(new PoolAnswer(view.Pool, view.Rate, view.Used, working.Sum(w => w.Value), [.. shares]));
    }

    /// <summary>Null for the operator, who sees every store.</summary>
    static async Task<IReadOnlySet<StoreId>?> Own(Caller caller, IGrains grains) =>
        caller.IsAdmin ? null : (await grains.Account(caller.Account.Value).View())?.Stores.ToHashSet() ?? [];
}
