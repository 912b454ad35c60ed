namespace Hark.Grains;

/// <summary>What a campaign would do, before it is started (M3, B3).</summary>
sealed class CampaignEstimator(StoreServices services)
{
    static readonly TimeSpan Month = TimeSpan.FromDays(30);

    public async Task<CampaignEstimate> Estimate(StoreId store, CampaignDraft draft, OutboundText text)
    {
        var now = services.Time.GetUtcNow();
        var start = draft.StartAt > now ? draft.StartAt.Value : now;
        var areas = await services.Roster.CountByArea(store);
        var recipients = areas.Values.Sum();
        var (held, lastOpens) = Held(areas, start);

        var parts = recipients * text.Parts;
        var billed = recipients * text.Measure.PartsPer160;
        var finish = start + services.Pacers.For(text.Sender).Snapshot().FinishOf(store, parts);
        if (lastOpens > finish) finish = lastOpens;
        var advice = Advice.For(text, recipients, await services.Directory.CampaignsSince(store, now - Month));
        return new(recipients, text.Measure, parts, billed, parts * services.Options.PricePerPart, billed * services.Options.PricePerPart,
            held > 0 ? new Dictionary<string, long> { [Codes.QuietHours] = held } : new Dictionary<string, long>(), finish - start, finish, advice);
    }

    /// <summary>How many recipients are outside their hours at the start, and when the last of them may be texted.</summary>
    (long Held, DateTimeOffset LastOpens) Held(IReadOnlyDictionary<int, long> areas, DateTimeOffset start)
    {
        var (held, lastOpens) = (0L, start);
        foreach (var (area, count) in areas)
        {
            if (services.QuietHours.OpensAt(AnyNumberOf(area), start) is not { } opens) continue;
            held += count;
            if (opens > lastOpens) lastOpens = opens;
        }
        return (held, lastOpens);
    }

    /// <summary>Hours go by country and area code alone, so any number of the area will do. +1 areas are 4 digits of 11; others are the first 3 digits.</summary>
    static PhoneNumber AnyNumberOf(int area) => area is >= 1000 and <= 1999 ? new(area * 10_000_000L + 2_000_000) : new(area * 100_000_000L);
}
