using Hark.Grains;

namespace Hark.Records;

public sealed class CallbackReader(RecordDatabase database) : ICallbackReader
{
    const int MostCounted = 10_000;
    const int MostCountedOfAll = 100_000;

    static readonly Sql ListAll = Sql.Named("Callbacks/list");
    static readonly Sql ListStatus = Sql.Named("Callbacks/list-status");
    static readonly Sql Endpoints = Sql.Named("Callbacks/endpoint-list");
    static readonly Sql EndpointsIn = Sql.Named("Callbacks/endpoint-list-state");
    static readonly Sql PendingCount = Sql.Named("Callbacks/pending-count");
    static readonly Sql BacklogOf = Sql.Named("Callbacks/backlog");

    public Task<Page<CallbackEventRow>> List(StoreId store, CallbackEventStatus? status, PageRequest page)
    {
        var keyset = Keyset.Falling('e', page);
        return database.Read(session =>
        {
            var statement = session.Statement(status is null ? ListAll : ListStatus).Add(store.Value).Add(keyset.After).Add(keyset.Fetch);
            if (status is { } only) statement.Add((long)only);
            return keyset.Page(statement.All(ReadRow), row => row.Id.Value);
        }, atomic: false);
    }

    public Task<Page<CallbackListing>> ListEndpoints(CallbackState? state, PageRequest page)
    {
        var keyset = Keyset.Rising('k', page);
        return database.Read(session =>
        {
            var statement = session.Statement(state is null ? Endpoints : EndpointsIn).Add(keyset.After).Add(keyset.Fetch);
            if (state is { } only) statement.Add((long)only);
            return keyset.Page(statement.All(ReadEndpoint), row => row.Store.Value);
        }, atomic: false);
    }

    public Task<CallbackBacklog> Backlog(StoreId store) => database.Read(session =>
        session.Statement(BacklogOf).Add(store.Value).Add(MostCounted).One(row => new CallbackBacklog(row.Long(0), row.TimeOrNull(1), row.Long(2)))!, atomic: false);

    public Task<long> Pending() => database.Read(session => session.Statement(PendingCount).Add(MostCountedOfAll).Number() ?? 0, atomic: false);

    static CallbackListing ReadEndpoint(RecordStatement row) =>
        new(new StoreId(row.Long(0)), row.Text(1), CallbackWriting.Types(row.Long(2)), (CallbackState)row.Int(3), row.Time(4), row.TextOrNull(5));

    static CallbackEventRow ReadRow(RecordStatement row) => new(
        new CallbackEventId(row.Long(0)), CallbackOutbox.Customer(row.Long(1)), (CallbackEventType)row.Int(2), row.Text(3), row.Time(4), (CallbackEventStatus)row.Int(5), row.Int(6),
        (int?)row.LongOrNull(7), row.TextOrNull(8), row.TimeOrNull(9), row.TimeOrNull(10));
}
