using Hark.Grains;

namespace Hark.Records;

public sealed class DirectoryRecords(RecordDatabase database) : IDirectory, IStoreReader, IAccountReader
{
    static readonly Sql PutRow = Sql.Named("Stores/put");
    static readonly Sql SenderRows = Sql.Named("Stores/by-sender");
    static readonly Sql PutAccountRow = Sql.Named("Accounts/put");
    static readonly Sql AccountRows = Sql.Named("Accounts/by-email");
    static readonly Sql ListAll = Sql.Named("Stores/list");
    static readonly Sql ListOfAccount = Sql.Named("Stores/list-account");
    static readonly Sql CampaignCount = Sql.Named("Campaigns/count-since");

    public Task Put(StoreView store) => database.Write(session =>
    {
        session.Statement(PutRow).Add(store.Id.Value).Add(store.Account.Value).Add(store.Name).Add(store.Brand).Add(store.Keyword).Add(store.Sender)
            .Add(store.TimeZone).Add(store.DoubleOptIn).Add(store.DuplicateGuard).Add(store.HelpContact).Add(store.CreatedAt).Run();
    }, atomic: false);

    public Task<IReadOnlyList<StoreId>> BySender(string sender) => database.Read<IReadOnlyList<StoreId>>(session =>
        session.Statement(SenderRows).Add(sender).All(row => new StoreId(row.Long(0))));

    public Task PutAccount(AccountId account, string email) =>
        database.Write(session => { session.Statement(PutAccountRow).Add(account.Value).Add(email.ToLowerInvariant()).Run(); }, atomic: false);

    public Task<IReadOnlyList<AccountId>> Of(string email) => database.Read<IReadOnlyList<AccountId>>(session =>
        session.Statement(AccountRows).Add(email.ToLowerInvariant()).All(row => new AccountId(row.Long(0))), atomic: false);

    public Task<int> CampaignsSince(StoreId store, DateTimeOffset since) => database.Read(session =>
        checked((int)(session.Statement(CampaignCount).Add(store.Value).Add(since).Number() ?? 0)));

    public Task<Page<StoreView>> List(AccountId? account, PageRequest page)
    {
        var keyset = Keyset.Falling('s', page);
        return database.Read(session =>
        {
            var statement = session.Statement(account is null ? ListAll : ListOfAccount).Add(keyset.After).Add(keyset.Fetch);
            if (account is { } of) statement.Add(of.Value);
            return keyset.Page(statement.All(Read), store => store.Id.Value);
        });
    }

    static StoreView Read(RecordStatement row) => new(
        new StoreId(row.Long(0)), new AccountId(row.Long(1)), Name: row.Text(2), Brand: row.Text(3), Keyword: row.Text(4), Sender: row.Text(5),
        TimeZone: row.Text(6), DoubleOptIn: row.Bool(7), DuplicateGuard: row.Bool(8), HelpContact: row.Text(9), CreatedAt: row.Time(10));
}
