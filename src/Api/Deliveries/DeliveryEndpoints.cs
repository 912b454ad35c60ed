using Hark.Hosting;
using Hark.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hark.Api;

/// <summary>One text to one number and what became of it.</summary>
/// <param name="MediaUrl">Our own address of the picture: what the carrier was told.</param>
/// <param name="Code">Why it was refused, held or rejected.</param>
/// <param name="Until">When a held text is tried again.</param>
/// <param name="Reply">Set for automatic replies.</param>
public sealed record DeliveryAnswer(string Id, string Store, string? Campaign, string To, string Text, string? MediaUrl, MessageKind Kind, Priority Priority, AutoReplyKind? Reply,
    DeliveryStatus Status, string? Code, int Parts, DateTimeOffset? Until, string? CarrierReference, DecisionAnswer? Decision, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static DeliveryAnswer Of(DeliveryRow d, PictureAddress address) => new(d.Id.ToString(), d.Store.ToString(), d.Campaign?.ToString(), d.To.ToString(), d.Text, address.Of(d.Picture),
        d.Kind, d.Priority, d.Reply, d.Status, d.Code, d.Parts, d.Until, d.CarrierReference, d.Decision is { } decision ? DecisionAnswer.Of(decision) : null, d.CreatedAt, d.UpdatedAt);
}

/// <summary>Why the text was let through, held or dropped.</summary>
/// <param name="Rule">The rule that decided; null when all let it pass.</param>
/// <param name="Rules">Version of the rule tables.</param>
/// <param name="Zone">Time zones the number may be in.</param>
/// <param name="ZoneSource">How that is known.</param>
public sealed record DecisionAnswer(DateTimeOffset At, string? Consent, string? Rule, string Rules, string? Zone, string? ZoneSource, string? Reason)
{
    public static DecisionAnswer Of(Decision d) => new(d.At, d.Consent?.ToString(), d.Rule, d.Rules, d.Zone, d.ZoneSource, d.Reason);
}

static class DeliveryEndpoints
{
    public static void MapStoreDeliveries(this IEndpointRouteBuilder store) =>
        store.MapGet("/deliveries", List).WithTags("Deliveries").WithSummary("The ledger of the store, newest first; campaign, number and status narrow it down");

    public static void MapDeliveries(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/deliveries/{delivery}", Find).WithTags("Deliveries").WithSummary("One delivery with its decision record");

    static async Task<Ok<PageAnswer<DeliveryAnswer>>> List(
        string? campaign, string? number, string? status, [AsParameters] PageQuery page, StoreScope scope, IDeliveryReader deliveries, PictureAddress address)
    {
        var filter = new DeliveryFilter(Filters.Id<CampaignId>("campaign", campaign), Filters.Number(number), Filters.Word<DeliveryStatus>("status", status));
        return TypedResults.Ok((await deliveries.List(scope.Id, filter, page.Request())).Select(row => DeliveryAnswer.Of(row, address)));
    }

    static async Task<Results<Ok<DeliveryAnswer>, JsonHttpResult<Problem>>> Find(string delivery, Caller caller, IGrains grains, IDeliveryReader deliveries, PictureAddress address) =>
        Ids.TryParse<DeliveryId>(delivery, out var id) && await deliveries.Find(id) is { } row && await caller.MayUse(row.Store, grains)
            ? TypedResults.Ok(DeliveryAnswer.Of(row, address))
            : Problems.Answer(ApiCodes.DeliveryUnknown, $"There is no delivery '{delivery}' among yours.");
}
