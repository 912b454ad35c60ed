namespace Hark.Api.Tests;

sealed class FakeGrains(FakeWorld world) : IGrains
{
    public ISubscriber Subscriber(PhoneNumber number) => new FakeSubscriber(world, number);
    public IStore Store(StoreId id) => world.Stores.GetOrAdd(id, i => new FakeStore(world, i));
    public ICampaign Campaign(CampaignId id) => world.Campaigns.GetOrAdd(id, i => new FakeCampaign(world, i));
    public IBandwidth Bandwidth(string pool) => new FakeBandwidth();
    public IAccount Account(AccountId id) => world.Accounts.GetOrAdd(id, i => new FakeAccount(world, i));
    public IKeyword Keyword(string keyword) => throw new NotSupportedException("The API does not ask keywords.");
    public IImport Import(ImportId id) => world.Imports.GetOrAdd(id, i => new FakeImport(world, i));
}

sealed class FakeBandwidth : IBandwidth
{
    public Task<Lease> Lease(LeaseRequest request) => throw new NotSupportedException("The API does not lease.");
    public Task<PoolView> View() => Task.FromResult(new PoolView("shared", 30, 0, new Dictionary<StoreId, long>()));
}

sealed class FakeAccount(FakeWorld world, AccountId id) : IAccount
{
    AccountView? _view;
    string? _keyHash;

    public Task<Result<AccountView>> Create(CreateAccount request)
    {
        world.Write();
        if (!request.Email.Contains('@')) return Task.FromResult<Result<AccountView>>(new Refusal(Codes.AccountInvalid, "An e-mail address has an @."));
        _keyHash ??= request.KeyHash;
        return Task.FromResult<Result<AccountView>>(_view ??= new AccountView(id, request.Name, request.Email, [], world.Time.GetUtcNow()));
    }

    public Task<AccountView?> View() => Task.FromResult(_view);
    public Task<bool> Holds(string keyHash) => Task.FromResult(keyHash == _keyHash);

    public Task AddStore(StoreId store)
    {
        _view = _view! with { Stores = [.. _view.Stores, store] };
        return Task.CompletedTask;
    }
}

sealed class FakeSubscriber(FakeWorld world, PhoneNumber number) : ISubscriber
{
    public Task<SubscriberView> View(StoreId store) => Task.FromResult(new SubscriberView(world.StatusOf(store, number), null, false, false));

    /// <summary>As the demonstration does it; the endpoints ask stores.</summary>
    public Task<Result<ConsentResult>> OptIn(OptIn request) => Task.FromResult<Result<ConsentResult>>(
        world.Record(request.Store, number, ConsentStatus.OptedIn, request.Method, request.Proof, request.By));

    public Task<ConsentResult> OptOut(OptOut request) => throw Unasked();
    public Task<InboundMeaning> Receive(InboundToStore text) => throw Unasked();
    public Task<SendResult> Check(SendText request) => throw Unasked();
    public Task<SendResult> Send(SendText request) => throw Unasked();
    public Task<SendResult?> Recall(DeliveryId delivery) => throw new NotSupportedException();
    public Task Block(string? reason) => throw Unasked();

    static NotSupportedException Unasked() => new("The API asks stores.");
}
