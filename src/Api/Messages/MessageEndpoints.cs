using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hark.Api;

/// <param name="To">E.164, such as +15125550100.</param>
/// <param name="Text">1 to 1,600 characters.</param>
/// <param name="MediaUrl">Not supported yet.</param>
public sealed record NewMessage([property: Required] string? To = null, [property: Required] string? Text = null, string? MediaUrl = null, [property: Required] MessageKind? Kind = null);

/// <param name="Parts">As carriers count them; a text of several parts takes as many send slots.</param>
/// <param name="PartsPer160">As a bill by 160 characters counts them.</param>
/// <param name="Text">As it will be sent: with the sender's name, and the opt-out line where it is due.</param>
public sealed record MessageAnswer(string Id, DeliveryStatus Status, int Parts, int PartsPer160, TextEncoding Encoding, string Text, IReadOnlyList<string> Advice)
{
    public static MessageAnswer Of(AcceptedText accepted) => new(accepted.Id.ToString(), DeliveryStatus.Queued, accepted.Text.Parts,
        accepted.Text.Measure.PartsPer160, accepted.Text.Measure.Encoding, accepted.Text.Body, accepted.Advice);
}

static class MessageEndpoints
{
    public static readonly Refusal MediaNotSupported = new(ApiCodes.MediaNotSupported, "Pictures cannot be sent yet; they come later. Leave mediaUrl out, and put a link into the text.");

    public static void MapMessages(this IEndpointRouteBuilder store) =>
        store.MapPost("/messages", Send).WithTags("Messages").WithSummary("Sends one text to one opted-in number");

    static async Task<Results<Accepted<MessageAnswer>, JsonHttpResult<Problem>>> Send(NewMessage request, EffectId effect, StoreScope scope, CheckNumber check)
    {
        if (request.MediaUrl is not null) return Problems.Answer(MediaNotSupported);
        var to = check(request.To);
        if (!to.Ok) return Problems.Answer(to.Refusal);
        var accepted = await scope.Store.Send(new DeliveryId(effect.Value), new TextDraft(to.Value, request.Text!, request.Kind!.Value));
        return accepted.Accepted(a => $"/v1/deliveries/{a.Id}", MessageAnswer.Of);
    }
}
