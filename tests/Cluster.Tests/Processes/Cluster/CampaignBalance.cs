using Hark.Records;

namespace Hark.Cluster.Tests;

/// <summary>Invariant 2: everybody of a campaign ends in one status, and nobody got it twice.</summary>
/// <param name="Rows">The campaign's rows of the ledger.</param>
/// <param name="Arrivals">What reached its people, by the carrier's word.</param>
sealed record CampaignBalance(List<PhoneNumber> Audience, List<DeliveryRow> Rows, List<Arrival> Arrivals)
{
    public int Unknown => Rows.Count(r => r.Status == DeliveryStatus.Unknown);

    public static async Task<CampaignBalance> Of(ProcessCluster cluster, Shop shop, string campaign, IEnumerable<PhoneNumber> audience)
    {
        if (!Ids.TryParse<CampaignId>(campaign, out var id)) throw new ArgumentException(campaign);
        var rows = await cluster.Ledger.Rows(shop, new(Campaign: id));
        var ids = rows.Select(r => r.Id).ToHashSet();
        var people = audience.ToHashSet();
        // Also what would have arrived without a row.
        var others = (await cluster.Ledger.Rows(shop)).Select(r => r.Id).Where(d => !ids.Contains(d)).ToHashSet();
        return new([.. people], rows, [.. cluster.Arrivals().Where(a => people.Contains(a.Number) && !others.Contains(a.Delivery))]);
    }

    /// <summary>One line for the report.</summary>
    public override string ToString() => $"arrived {Arrivals.Count} of {Audience.Count}, {string.Join(", ", Rows.GroupBy(r => r.Status).OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Count()}"))}, twice {Journal.Twice(Arrivals.Select(a => a.Number))}";

    /// <param name="unknownAtMost">What was in flight.</param>
    public void Holds(int unknownAtMost)
    {
        var recorded = Rows.Select(r => r.Id).ToHashSet();
        Assert.All(Arrivals, a => Assert.Contains(a.Delivery, recorded));
        Assert.Equal(0, Journal.Twice(Arrivals.Select(a => a.Number)));
        Assert.Equal(Audience.Order(), Rows.Select(r => r.To).Order());
        Assert.All(Rows, r => Assert.True(r.Status is DeliveryStatus.Submitted or DeliveryStatus.Delivered or DeliveryStatus.Unknown or DeliveryStatus.Refused or DeliveryStatus.Deferred, $"{r.Id} is {r.Status}"));
        var arrived = Arrivals.Select(a => a.Delivery).ToHashSet();
        Assert.All(Rows, r => Assert.True(arrived.Contains(r.Id) || r.Status is DeliveryStatus.Unknown or DeliveryStatus.Refused or DeliveryStatus.Deferred, $"{r.Id} is {r.Status} and did not arrive"));
        Assert.True(Unknown <= unknownAtMost, $"{Unknown} unknown, {unknownAtMost} in flight");
    }
}
