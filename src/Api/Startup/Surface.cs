namespace Hark.Api;

/// <summary>The HTTP surface: what each request passes through, and where it may go.</summary>
static class Surface
{
    public static void UseApi(this WebApplication app)
    {
        // ORDER MATTERS. The meter sees every answer. Problems stand outside and inside of the idempotency keys:
        // outside for what fails before an endpoint, inside so that the refusals of endpoints are stored as answers.
        app.UseMiddleware<RequestMeter>();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseStatusCodePages(Problems.ForEmptyAnswer);
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseMiddleware<IdempotencyMiddleware>();
        app.UseMiddleware<ProblemMiddleware>();
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapPictures();
        app.MapCarriers();
        app.MapOpenApi("/openapi/{documentName}.json").DisableRateLimiting();
        app.MapCrmText();
        var v1 = app.MapGroup("/v1").RequireAuthorization().AddEndpointFilterFactory(RequiredFields.Filter);
        v1.MapAccounts();
        v1.MapAudit();
        v1.MapDeliveries();
        v1.MapPools();
        v1.MapSimulator();
        v1.MapStores();
        var store = v1.MapGroup("/stores/{store}");
        store.MapKeywords();
        store.MapUsers();
        store.MapTemplates();
        v1.MapCallbacks(store);
        store.MapSubscribers();
        store.MapMessages();
        store.MapCampaigns();
        store.MapStoreDeliveries();
        store.MapInbox();
        store.MapImports();
    }
}
