namespace Hark.Grains;

/// <summary>Finds stores by the number they text from, and lists them. An index; the truth is each Store's.</summary>
public interface IDirectory
{
    Task Put(StoreView store);

    /// <summary>Stores that text from this number or short code; several may share a short code.</summary>
    Task<IReadOnlyList<StoreId>> BySender(string sender);

    /// <summary>Campaigns of the store created since, for advice (M6).</summary>
    Task<int> CampaignsSince(StoreId store, DateTimeOffset since);
}
