using System.ComponentModel.DataAnnotations;
using Hark.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hark.Api;

/// <param name="From">The handset.</param>
/// <param name="To">The store's number or short code.</param>
/// <param name="Text">May be empty when pictures come with it.</param>
/// <param name="MediaUrls">Up to 10 addresses of pictures that come with the text; the simulator fetches nothing.</param>
public sealed record HandsetText([property: Required] string? From = null, [property: Required] string? To = null, [property: Required] string? Text = null, IReadOnlyList<string?>? MediaUrls = null)
{
    const int MostMedia = 10;

    public Result<IReadOnlyList<InboundMedia>> Media()
    {
        var urls = MediaUrls ?? [];
        if (urls.Count > MostMedia) return new Refusal(Codes.MediaUrlInvalid, $"A text has {MostMedia} pictures at most, not {urls.Count}.");
        foreach (var url in urls)
            if (StrangersHttp.Flaw(url ?? "") is { } flaw)
                return new Refusal(Codes.MediaUrlInvalid, flaw);
        return new([.. urls.Select(url => new InboundMedia(TypeOf(new Uri(url!).AbsolutePath), url!))]);
    }

    /// <summary>A carrier states the type; the simulator goes by the name.</summary>
    static string TypeOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".jpg" or ".jpeg" => "image/jpeg",
        ".png" => "image/png",
        ".gif" => "image/gif",
        _ => "application/octet-stream",
    };
}

public sealed record HandsetAnswer(string To, IReadOnlyList<HandsetMessage> Items);

static class SimulatorEndpoints
{
    static readonly Refusal Off = new(ApiCodes.SimulatorOff, "This installation sends through a real carrier; the simulator is off.");

    public static void MapSimulator(this IEndpointRouteBuilder v1)
    {
        var simulator = v1.MapGroup("/simulator").AdminOnly().WithTags("Simulator");
        simulator.MapPost("/inbound", Inbound).WithSummary("A handset texts in");
        simulator.MapGet("/messages", Messages).WithSummary("What reached a handset");
    }

    static async Task<Results<Accepted, JsonHttpResult<Problem>>> Inbound(HandsetText text, IServiceProvider services)
    {
        if (services.GetService<ISimulator>() is not { } simulator) return Problems.Answer(Off);
        var from = NumberForm.Check(text.From);
        if (!from.Ok) return Problems.Answer(from.Refusal);
        var media = text.Media();
        if (!media.Ok) return Problems.Answer(media.Refusal);
        await simulator.Inbound(from.Value, text.To!, text.Text!, media.Value);
        return TypedResults.Accepted((string?)null);
    }

    static async Task<Results<Ok<HandsetAnswer>, JsonHttpResult<Problem>>> Messages(string? to, IServiceProvider services)
    {
        if (services.GetService<ISimulator>() is not { } simulator) return Problems.Answer(Off);
        if (Filters.Number(to) is not { } number) return Problems.Answer(ApiCodes.FieldMissing, "The query parameter to is missing: the number of the handset.");
        return TypedResults.Ok(new HandsetAnswer(number.ToString(), await simulator.MessagesTo(number)));
    }
}
