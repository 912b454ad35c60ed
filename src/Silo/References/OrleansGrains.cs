namespace Hark.Silo;

/// <summary>Addresses the actors of the cluster, from a silo or from a client.</summary>
sealed class OrleansGrains(IGrainFactory grains) : IGrains
{
    public ISubscriber Subscriber(PhoneNumber number) => grains.GetGrain<ISubscriberGrain>(number.Digits);
    public IStore Store(StoreId id) => grains.GetGrain<IStoreGrain>(id.Value);
    public ICampaign Campaign(CampaignId id) => grains.GetGrain<ICampaignGrain>(id.Value);
    public IBandwidth Bandwidth(string pool) => grains.GetGrain<IBandwidthGrain>(pool);
    public IAccount Account(AccountId id) => grains.GetGrain<IAccountGrain>(id.Value);
    public IKeyword Keyword(string keyword) => grains.GetGrain<IKeywordGrain>(keyword);
    public ICallbackEndpoint CallbackEndpoint(StoreId store) => grains.GetGrain<ICallbackEndpointGrain>(store.Value);
    public IImport Import(ImportId id) => grains.GetGrain<IImportGrain>(id.Value);
}
