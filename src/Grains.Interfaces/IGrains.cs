namespace Hark;

/// <summary>Addresses the actors in the words of the field. Each answers one request at a time.</summary>
public interface IGrains
{
    ISubscriber Subscriber(PhoneNumber number);
    IStore Store(StoreId id);
    ICampaign Campaign(CampaignId id);
    IBandwidth Bandwidth(string pool);
    IAccount Account(AccountId id);
    IKeyword Keyword(string keyword);
    IImport Import(ImportId id);
    ICallbackEndpoint CallbackEndpoint(StoreId store);
}
