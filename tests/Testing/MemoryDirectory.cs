using Hark.Grains;

namespace Hark.Testing;

public sealed class MemoryDirectory : IDirectory
{
    public Dictionary<StoreId, StoreView> Stores { get; } = [];
    public Dictionary<AccountId, string> Accounts { get; } = [];

    public Task Put(StoreView store)
    {
        Stores[store.Id] = store;
        return Task.CompletedTask;
    }

    public Task PutAccount(AccountId account, string email)
    {
        Accounts[account] = email;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<StoreId>> BySender(string sender) =>
        Task.FromResult<IReadOnlyList<StoreId>>([.. Stores.Values.Where(store => store.Sender == sender).Select(store => store.Id)]);

    public Task<int> CampaignsSince(StoreId store, DateTimeOffset since) => Task.FromResult(0);
}
