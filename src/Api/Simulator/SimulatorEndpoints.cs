using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hark.Api;

/// <param name="From">The handset.</param>
/// <param name="To">The store's number or short code.</param>
public sealed record HandsetText([property: Required] string? From = null, [property: Required] string? To = null, [property: Required] string? Text = null);

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
        await simulator.Inbound(from.Value, text.To!, text.Text!);
        return TypedResults.Accepted((string?)null);
    }

    static async Task<Results<Ok<HandsetAnswer>, JsonHttpResult<Problem>>> Messages(string? to, IServiceProvider services)
    {
        if (services.GetService<ISimulator>() is not { } simulator) return Problems.Answer(Off);
        if (Filters.Number(to) is not { } number) return Problems.Answer(ApiCodes.FieldMissing, "The query parameter to is missing: the number of the handset.");
        return TypedResults.Ok(new HandsetAnswer(number.ToString(), await simulator.MessagesTo(number)));
    }
}
