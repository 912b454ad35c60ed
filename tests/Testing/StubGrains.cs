namespace Hark.Testing;

/// <summary>Addresses only the actors that a test gives it.</summary>
public sealed class StubGrains : IGrains
{
    public Func<StoreId, ICallbackEndpoint> CallbackEndpoints { get; init; } = _ => throw new NotSupportedException();
    public Func<PhoneNumber, ISubscriber> Subscribers { get; init; } = _ => throw new NotSupportedException();
    public Func<string, IKeyword> Keywords { get; init; } = _ => throw new NotSupportedException();

    public ISubscriber Subscriber(PhoneNumber number) => Subscribers(number);
    public IStore Store(StoreId id) => throw new NotSupportedException();
    public ICampaign Campaign(CampaignId id) => throw new NotSupportedException();
    public IBandwidth Bandwidth(string pool) => throw new NotSupportedException();
    public IAccount Account(AccountId id) => throw new NotSupportedException();
    public IKeyword Keyword(string keyword) => Keywords(keyword);
    public ICallbackEndpoint CallbackEndpoint(StoreId store) => CallbackEndpoints(store);
    public IImport Import(ImportId id) => throw new NotSupportedException();
}
