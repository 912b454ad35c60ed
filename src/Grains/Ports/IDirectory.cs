namespace Hark.Grains;

/// <summary>Finds stores by the number they text from, and accounts by e-mail. An index; the truth is each Store's and Account's.</summary>
public interface IDirectory
{
    Task Put(StoreView store);
    Task PutAccount(AccountId account, string email);

    /// <summary>Stores that text from this number or short code; several may share a short code.</summary>
    Task<IReadOnlyList<StoreId>> BySender(string sender);

    /// <summary>Campaigns of the store created since, for advice (M6).</summary>
    Task<int> CampaignsSince(StoreId store, DateTimeOffset since);
}
