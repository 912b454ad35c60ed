namespace Hark.Cluster.Tests;

/// <summary>A campaign that a test disturbs: its store, its people, and its id.</summary>
sealed record RunningCampaign(Shop Shop, List<PhoneNumber> People, string Id)
{
    static int s_stores;
    static int s_people;

    public CampaignId CampaignId => Ids.TryParse<CampaignId>(Id, out var id) ? id : throw new InvalidOperationException(Id);

    /// <summary>In a store of its own, to people of its own.</summary>
    public static async Task<RunningCampaign> Start(ProcessCluster cluster, int people)
    {
        var shop = await Shop.Open(cluster.Http, $"SHOP{Interlocked.Increment(ref s_stores)}");
        var audience = Shop.People(people, Interlocked.Add(ref s_people, people) - people).ToList();
        await shop.Import(cluster.Http, audience, $"import-{shop.Id}");
        return new(shop, audience, await shop.StartCampaign(cluster.Http, $"Spring-{shop.Id}"));
    }

    public Task<Answer> Ends(ProcessCluster cluster) => Shop.CampaignEnds(cluster.Http, Id);

    public Task<CampaignBalance> Balance(ProcessCluster cluster) => CampaignBalance.Of(cluster, Shop, Id, People);
}
