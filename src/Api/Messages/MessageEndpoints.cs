using System.ComponentModel.DataAnnotations;
using Hark.Hosting;
using Hark.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hark.Api;

/// <param name="To">E.164, such as +15125550100.</param>
/// <param name="Text">1 to 1,600 characters; may be empty with a picture.</param>
/// <param name="MediaUrl">An http or https address of a JPEG, PNG or GIF picture of 450 kB at most. Fetched once, before the answer. With it the text is one part.</param>
public sealed record NewMessage([property: Required] string? To = null, [property: Required] string? Text = null, string? MediaUrl = null, [property: Required] MessageKind? Kind = null);

/// <param name="Parts">As carriers count them; a text of several parts takes as many send slots.</param>
/// <param name="PartsPer160">As a bill by 160 characters counts them.</param>
/// <param name="Text">As it will be sent: with the sender's name, and the opt-out line where it is due.</param>
/// <param name="MediaUrl">Our own address of the picture: what the carrier is told.</param>
public sealed record MessageAnswer(string Id, DeliveryStatus Status, int Parts, int PartsPer160, TextEncoding Encoding, string Text, string? MediaUrl, IReadOnlyList<string> Advice)
{
    public static MessageAnswer Of(AcceptedText accepted, PictureAddress address) => new(accepted.Id.ToString(), DeliveryStatus.Queued, accepted.Text.Parts,
        accepted.Text.Measure.PartsPer160, accepted.Text.Measure.Encoding, accepted.Text.Body, address.Of(accepted.Text.Picture), accepted.Advice);
}

static class MessageEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder store) =>
        store.MapPost("/messages", Send).WithTags("Messages").WithSummary("Sends one text to one opted-in number");

    static async Task<Results<Accepted<MessageAnswer>, JsonHttpResult<Problem>>> Send(
        NewMessage request, EffectId effect, StoreScope scope, CheckNumber check, PictureIntake pictures, PictureAddress address, IDeliveryReader deliveries, CancellationToken cancel)
    {
        var to = check(request.To);
        if (!to.Ok) return Problems.Answer(to.Refusal);
        var delivery = new DeliveryId(effect.Value);
        var draft = new TextDraft(to.Value, request.Text!, request.Kind!.Value);
        var picture = await pictures.Of(request.MediaUrl, async () => (await deliveries.Find(delivery))?.Picture, () => scope.Store.Precheck(draft), cancel);
        if (!picture.Ok) return Problems.Answer(picture.Refusal);
        var accepted = await scope.Store.Send(delivery, draft with { Picture = picture.Value });
        return accepted.Accepted(a => $"/v1/deliveries/{a.Id}", a => MessageAnswer.Of(a, address));
    }
}
