namespace Hark;

/// <summary>One campaign's progress. Started, paused, resumed and cancelled by its store only.</summary>
public interface ICampaign
{
    Task<Result<CampaignView>> Start(CampaignPlan plan);
    Task<Result<CampaignView>> Pause();
    Task<Result<CampaignView>> Resume();
    Task<Result<CampaignView>> Cancel();
    Task<CampaignView?> View();
}

public enum CampaignStatus { Scheduled = 1, Running = 2, Paused = 3, Completed = 4, Cancelled = 5, Expired = 6 }

/// <param name="StartAt">Null starts at once.</param>
/// <param name="NotAfter">Nothing is handed over later than this; what is left is expired, and told so.</param>
public sealed record CampaignDraft(string Name, string Text, MessageKind Kind, DateTimeOffset? StartAt, DateTimeOffset? NotAfter, Picture? Picture = null);

public sealed record CampaignPlan(CampaignId Id, StoreId Store, string Name, OutboundText Text, SendOptions Options, DateTimeOffset? StartAt, DateTimeOffset? NotAfter);

/// <summary>What would happen (M3).</summary>
/// <param name="Recipients">Numbers opted in now.</param>
/// <param name="Held">How many would be held at the start, by code.</param>
/// <param name="Duration">On the pool under its present load, in parts at the store's share of the rate.</param>
/// <param name="Advice">Sentences: the campaign call below 700 recipients, more than two campaigns a month, texts above 160.</param>
public sealed record CampaignEstimate(long Recipients, TextMeasure Measure, long Parts, long PartsPer160, decimal CostCarrier, decimal CostPer160,
    IReadOnlyDictionary<string, long> Held, TimeSpan Duration, DateTimeOffset FinishesAt, IReadOnlyList<string> Advice);

/// <param name="Audience">Numbers opted in at the start; each ends in exactly one status.</param>
/// <param name="ByStatus">Numbers by status; those not yet claimed are counted as <see cref="DeliveryStatus.Queued"/> while it runs.</param>
/// <param name="ByCode">Refused, held and rejected numbers by code.</param>
/// <param name="PartsPerSecond">Over the last ten seconds.</param>
/// <param name="FinishesAt">Under the present load; null when it does not run.</param>
public sealed record CampaignView(CampaignId Id, StoreId Store, string Name, CampaignStatus Status, OutboundText Text, long Audience,
    IReadOnlyDictionary<DeliveryStatus, long> ByStatus, IReadOnlyDictionary<string, long> ByCode, double PartsPerSecond,
    DateTimeOffset CreatedAt, DateTimeOffset? StartAt, DateTimeOffset? NotAfter, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, DateTimeOffset? FinishesAt);
