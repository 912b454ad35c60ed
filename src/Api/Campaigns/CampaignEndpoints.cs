using Hark.Hosting;
using Hark.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hark.Api;

static class CampaignEndpoints
{
    public static void MapCampaigns(this IEndpointRouteBuilder store)
    {
        var campaigns = store.MapGroup("").WithTags("Campaigns");
        campaigns.MapPost("/campaigns", Start).WithSummary("Starts a campaign to all opted-in people of the store, at once or later");
        campaigns.MapPost("/campaigns:estimate", Estimate).WithSummary("Recipients, parts, cost, what would be held, and the finish time under the present load");
        campaigns.MapGet("/campaigns", List).WithSummary("Lists the campaigns, newest first");
        campaigns.MapGet("/campaigns/{campaign}", View).WithSummary("A campaign with its progress, rate and finish time");
        campaigns.MapPost("/campaigns/{campaign}:pause", (string campaign, StoreScope scope, ICampaignReader reader, PictureAddress address) => Act(campaign, scope, reader, address, scope.Store.PauseCampaign))
            .WithSummary("Pauses a running campaign");
        campaigns.MapPost("/campaigns/{campaign}:resume", (string campaign, StoreScope scope, ICampaignReader reader, PictureAddress address) => Act(campaign, scope, reader, address, scope.Store.ResumeCampaign))
            .WithSummary("Resumes a paused campaign");
        campaigns.MapPost("/campaigns/{campaign}:cancel", (string campaign, StoreScope scope, ICampaignReader reader, PictureAddress address) => Act(campaign, scope, reader, address, scope.Store.CancelCampaign))
            .WithSummary("Cancels a campaign; what has not left never leaves");
    }

    static async Task<Results<Accepted<CampaignAnswer>, JsonHttpResult<Problem>>> Start(
        NewCampaign request, EffectId effect, StoreScope scope, IGrains grains, PictureIntake pictures, PictureAddress address, CancellationToken cancel)
    {
        var campaign = new CampaignId(effect.Value);
        var draft = request.Draft();
        var picture = await pictures.Of(request.MediaUrl, async () => (await grains.Campaign(campaign).View())?.Text.Picture, () => scope.Store.PrecheckCampaign(draft), cancel);
        if (!picture.Ok) return Problems.Answer(picture.Refusal);
        var started = await scope.Store.StartCampaign(campaign, draft with { Picture = picture.Value });
        return started.Accepted(c => $"/v1/stores/{c.Store}/campaigns/{c.Id}", c => CampaignAnswer.Of(c, address));
    }

    static async Task<Results<Ok<EstimateAnswer>, JsonHttpResult<Problem>>> Estimate(
        CampaignToEstimate request, StoreScope scope, PictureIntake pictures, CancellationToken cancel)
    {
        // Taken as for the campaign that follows: what could not be sent is told now.
        var draft = request.Draft();
        var picture = await pictures.Of(request.MediaUrl, () => Task.FromResult<Picture?>(null), () => scope.Store.PrecheckCampaign(draft), cancel);
        return picture.Ok ? (await scope.Store.Estimate(draft with { Picture = picture.Value })).Ok(EstimateAnswer.Of) : Problems.Answer(picture.Refusal);
    }

    static async Task<Ok<PageAnswer<CampaignSummary>>> List([AsParameters] PageQuery page, StoreScope scope, ICampaignReader campaigns) =>
        TypedResults.Ok((await campaigns.List(scope.Id, page.Request())).Select(CampaignSummary.Of));

    static async Task<Results<Ok<CampaignAnswer>, JsonHttpResult<Problem>>> View(string campaign, StoreScope scope, IGrains grains, ICampaignReader reader, PictureAddress address) =>
        await Find(campaign, scope, reader) is { } id && await grains.Campaign(id).View() is { } view
            ? TypedResults.Ok(CampaignAnswer.Of(view, address))
            : Unknown(campaign);

    static async Task<Results<Ok<CampaignAnswer>, JsonHttpResult<Problem>>> Act(
        string campaign, StoreScope scope, ICampaignReader reader, PictureAddress address, Func<CampaignId, Task<Result<CampaignView>>> act) =>
        await Find(campaign, scope, reader) is { } id ? (await act(id)).Ok(c => CampaignAnswer.Of(c, address)) : Unknown(campaign);

    /// <summary>Null unless the campaign is one of this store.</summary>
    static async Task<CampaignId?> Find(string text, StoreScope scope, ICampaignReader reader) =>
        Ids.TryParse<CampaignId>(text, out var id) && await reader.StoreOf(id) == scope.Id ? id : null;

    static JsonHttpResult<Problem> Unknown(string campaign) => Problems.Answer(Codes.CampaignUnknown, $"This store has no campaign '{campaign}'.");
}
