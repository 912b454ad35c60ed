using System.Globalization;
using Hark.Carriers;
using Hark.Grains;
using Hark.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Hark.Api;

/// <summary>Where providers bring receipts and texts from handsets. They have no key; each call is signed. See docs/carriers.md.</summary>
static class CarrierEndpoints
{
    public const string Folder = "/carriers";

    const int MostMedia = 10;

    /// <summary>What providers of this shape take for "no answer to the handset".</summary>
    const string NoReply = """<?xml version="1.0" encoding="UTF-8"?><Response/>""";

    public static void MapCarriers(this IEndpointRouteBuilder app)
    {
        var link = app.MapGroup(Folder + "/{link}").WithMetadata(new RequestSizeLimitAttribute(RequestLimits.CarrierForm)).ExcludeFromDescription();
        link.MapPost("/status", Status);
        link.MapPost("/inbound", Inbound);
    }

    static async Task<NoContent> Status(string link, HttpRequest request, IHttpLinks links, IOptions<MediaOptions> media, ICarrierEvents events, TimeProvider time)
    {
        var form = await CarrierForm.Read(request, link, links, media);
        var reference = form.Reference(link);
        // Other words are steps on the way.
        DeliveryStatus? status = form.Required("MessageStatus") switch
        {
            "delivered" => DeliveryStatus.Delivered,
            "undelivered" or "failed" => DeliveryStatus.Undelivered,
            _ => null,
        };
        if (status is { } final)
        {
            var code = final == DeliveryStatus.Undelivered ? HttpReference.Code(form.Optional("ErrorCode")) : null;
            await Keep(events.Receipts([new(reference, final, code, time.GetUtcNow())]));
        }
        return TypedResults.NoContent();
    }

    static async Task<IResult> Inbound(string link, HttpRequest request, IHttpLinks links, IOptions<MediaOptions> media, ICarrierEvents events, FirstCalls first, TimeProvider time, ILogger<CarrierForm> log)
    {
        var form = await CarrierForm.Read(request, link, links, media);
        var (id, from, to, text, files) = (form.Reference(link), form.Required("From"), form.Required("To"), form.Required("Body"), Media(form));
        if (to.Length == 0) throw new ProblemException(ApiCodes.FieldInvalid, "To is empty.");
        if (!PhoneNumber.TryParse(from, out var number))
        {
            // Taken all the same: it would come again for ever, and can never be anybody's opt-out.
            log.LogWarning("The text {Message} came from something that is no number; it is left out.", id);
            return TypedResults.NoContent();
        }
        var at = first.Of(id, time.GetUtcNow());
        try
        {
            await Keep(events.Received(new InboundText(id, number, to, text, at, files)));
        }
        catch
        {
            first.Failed(id, at);
            throw;
        }
        first.Kept(id);
        return TypedResults.Text(NoReply, "text/xml");
    }

    /// <summary>Null when nothing came with the text.</summary>
    static List<InboundMedia>? Media(CarrierForm form)
    {
        var told = form.Optional("NumMedia") ?? "0";
        if (!int.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > MostMedia)
            throw new ProblemException(ApiCodes.FieldInvalid, $"NumMedia must be a number from 0 to {MostMedia}.");
        return count == 0 ? null : [.. Enumerable.Range(0, count).Select(i => new InboundMedia(form.Required($"MediaContentType{i}"), form.Required($"MediaUrl{i}")))];
    }

    /// <summary>Whatever is not durable is given again: an answer that says so makes the provider repeat it.</summary>
    static async Task Keep(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception e) when (e is NoAnswerException or TimeoutException)
        {
            throw new ProblemException(ApiCodes.EventNotKept, "It could not be kept in time. Send it again.");
        }
    }
}
