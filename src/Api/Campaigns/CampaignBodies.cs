using System.ComponentModel.DataAnnotations;
using Hark.Hosting;
using Hark.Records;

namespace Hark.Api;

/// <param name="Name">Unique in the store.</param>
/// <param name="Text">1 to 1,600 characters; may be empty with a picture.</param>
/// <param name="MediaUrl">An http or https address of a JPEG, PNG or GIF picture of 450 kB at most. Fetched once, before the answer. With it each text is one part.</param>
/// <param name="StartAt">At once when left out.</param>
/// <param name="NotAfter">Nothing leaves later than this; what is left then is expired.</param>
public sealed record NewCampaign([property: Required] string? Name = null, [property: Required] string? Text = null, string? MediaUrl = null, [property: Required] MessageKind? Kind = null,
    DateTimeOffset? StartAt = null, DateTimeOffset? NotAfter = null)
{
    public CampaignDraft Draft() => new(Name!, Text!, Kind!.Value, StartAt, NotAfter);
}

/// <summary>A campaign to be estimated; it needs no name.</summary>
public sealed record CampaignToEstimate([property: Required] string? Text = null, string? MediaUrl = null, [property: Required] MessageKind? Kind = null,
    DateTimeOffset? StartAt = null, DateTimeOffset? NotAfter = null, string? Name = null)
{
    public CampaignDraft Draft() => new(Name ?? "Estimate", Text!, Kind!.Value, StartAt, NotAfter);
}

/// <param name="MediaUrl">Our own address of the picture: what the carrier is told.</param>
/// <param name="Audience">Numbers opted in at the start; each ends in exactly one status.</param>
/// <param name="Progress">Numbers by status.</param>
/// <param name="ByCode">Refused, held and rejected numbers by the code of the reason.</param>
/// <param name="PartsPerSecond">Over the last ten seconds.</param>
/// <param name="FinishesAt">Under the present load; null when it does not run.</param>
public sealed record CampaignAnswer(string Id, string Store, string Name, CampaignStatus Status, string Text, string? MediaUrl, MessageKind Kind, TextEncoding Encoding, int Parts, int PartsPer160, long Audience,
    IReadOnlyDictionary<string, long> Progress, IReadOnlyDictionary<string, long> ByCode, double PartsPerSecond,
    DateTimeOffset CreatedAt, DateTimeOffset? StartAt, DateTimeOffset? NotAfter, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, DateTimeOffset? FinishesAt)
{
    public static CampaignAnswer Of(CampaignView c, PictureAddress address) => new(c.Id.ToString(), c.Store.ToString(), c.Name, c.Status, c.Text.Body, address.Of(c.Text.Picture), c.Text.Kind,
        c.Text.Measure.Encoding, c.Text.Measure.Parts, c.Text.Measure.PartsPer160, c.Audience,
        c.ByStatus.ToDictionary(s => ApiJson.Word(s.Key), s => s.Value), c.ByCode, c.PartsPerSecond,
        c.CreatedAt, c.StartAt, c.NotAfter, c.StartedAt, c.EndedAt, c.FinishesAt);
}

/// <param name="Seconds">How long it would take on the pool under its present load.</param>
/// <param name="Held">How many would be held at the start, by code.</param>
public sealed record EstimateAnswer(long Recipients, TextEncoding Encoding, int PartsEach, int PartsPer160Each, long Parts, long PartsPer160, decimal CostCarrier, decimal CostPer160,
    IReadOnlyDictionary<string, long> Held, double Seconds, DateTimeOffset FinishesAt, IReadOnlyList<string> Advice)
{
    public static EstimateAnswer Of(CampaignEstimate e) => new(e.Recipients, e.Measure.Encoding, e.Measure.Parts, e.Measure.PartsPer160, e.Parts, e.PartsPer160,
        e.CostCarrier, e.CostPer160, e.Held, e.Duration.TotalSeconds, e.FinishesAt, e.Advice);
}

public sealed record CampaignSummary(string Id, string Name, CampaignStatus Status, long Audience, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt)
{
    public static CampaignSummary Of(CampaignRow c) => new(c.Id.ToString(), c.Name, c.Status, c.Audience, c.CreatedAt, c.EndedAt);
}
