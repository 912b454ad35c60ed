using Hark.Records;

namespace Hark.Api.Tests;

static class Pages
{
    /// <summary>Cursors are places in the list.</summary>
    public static Page<T> Of<T>(IReadOnlyList<T> all, PageRequest page)
    {
        var from = 0;
        if (page.Cursor is { } cursor && !int.TryParse(cursor, out from)) throw new CursorException(cursor);
        var items = all.Skip(from).Take(page.Limit).ToList();
        return new Page<T>(items, from + items.Count < all.Count ? $"{from + items.Count}" : null);
    }
}

sealed class FakeReaders(FakeWorld world) : IDeliveryReader, ICampaignReader, IConsentReader, IInboxReader, IStoreReader, IAuditReader
{
    public Task<Page<DeliveryRow>> List(StoreId store, DeliveryFilter filter, PageRequest page) => Answer(page, world.Deliveries.Values
        .Where(d => d.Store == store && (filter.Campaign is null || d.Campaign == filter.Campaign) && (filter.Number is null || d.To == filter.Number)
            && (filter.Status is null || d.Status == filter.Status))
        .OrderByDescending(d => d.Id.Value));

    public Task<DeliveryRow?> Find(DeliveryId delivery) => Task.FromResult(world.Deliveries.GetValueOrDefault(delivery));

    Task<Page<CampaignRow>> ICampaignReader.List(StoreId store, PageRequest page) => Answer(page, world.Campaigns.Values.Select(c => c.Now).OfType<CampaignView>()
        .Where(c => c.Store == store).OrderByDescending(c => c.Id.Value).Select(c => new CampaignRow(c.Id, c.Store, c.Name, c.Status, c.Audience, c.CreatedAt, c.EndedAt)));

    public Task<StoreId?> StoreOf(CampaignId campaign) => Task.FromResult(world.Campaigns.TryGetValue(campaign, out var found) ? found.Now?.Store : null);

    public Task<IReadOnlyList<ConsentRow>> History(StoreId store, PhoneNumber number) =>
        Task.FromResult<IReadOnlyList<ConsentRow>>(world.Consents.GetValueOrDefault((store, number)) ?? []);

    public Task<Page<RosterRow>> Roster(StoreId store, ConsentStatus? status, PageRequest page) => Answer(page, world.Consents
        .Where(c => c.Key.Item1 == store && (status is null || c.Value[^1].Status == status)).OrderBy(c => c.Key.Item2)
        .Select(c => new RosterRow(c.Key.Item2, c.Value[^1].Status, PersonName.Unknown, c.Value[^1].Id, c.Value[^1].RecordedAt)));

    public Task<ChainCheck> Verify(StoreId store) => Task.FromResult(new ChainCheck(0, null));

    Task<Page<InboxRow>> IInboxReader.List(StoreId store, PageRequest page) => Answer(page, world.Inbox.Where(i => i.Store == store).Reverse());

    Task<Page<StoreView>> IStoreReader.List(AccountId? account, PageRequest page) => Answer(page, world.Stores.Values.Select(s => s.View().Result).OfType<StoreView>()
        .Where(s => account is null || s.Account == account).OrderByDescending(s => s.Id.Value));

    Task<Page<AuditRow>> IAuditReader.List(PageRequest page) => Answer(page, world.Audit.Reverse());

    static Task<Page<T>> Answer<T>(PageRequest page, IEnumerable<T> all) => Task.FromResult(Pages.Of([.. all], page));
}
