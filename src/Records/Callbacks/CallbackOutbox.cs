using Hark.Grains;

namespace Hark.Records;

/// <inheritdoc cref="ICallbackOutbox"/>
public sealed class CallbackOutbox(RecordDatabase database) : ICallbackOutbox
{
    const int Piece = 500;

    static readonly Sql PutEndpoint = Sql.Named("Callbacks/endpoint-put");
    static readonly Sql DropEndpoint = Sql.Named("Callbacks/endpoint-drop");
    static readonly Sql NextEvents = Sql.Named("Callbacks/next");
    static readonly Sql NextDue = Sql.Named("Callbacks/next-due");
    static readonly Sql SettleRow = Sql.Named("Callbacks/settle");
    static readonly Sql FindRow = Sql.Named("Callbacks/find");
    static readonly Sql HurryHeads = Sql.Named("Callbacks/hurry");
    static readonly Sql Again = Sql.Named("Callbacks/again");
    static readonly Sql SettledSince = Sql.Named("Callbacks/settled-since");
    static readonly Sql OldestRows = Sql.Named("Callbacks/oldest");
    static readonly Sql GiveUpRow = Sql.Named("Callbacks/give-up");
    static readonly Sql PruneRows = Sql.Named("Callbacks/prune");
    static readonly Sql RemoveHeads = Sql.Named("Callbacks/remove-heads");
    static readonly Sql RemoveRows = Sql.Named("Callbacks/remove");

    public Task Put(CallbackListing endpoint) => database.Write(session =>
    {
        session.Statement(PutEndpoint).Add(endpoint.Store.Value).Add(endpoint.Url).Add(CallbackWriting.Mask([.. endpoint.Wanted])).Add((long)endpoint.State)
            .Add(endpoint.Since).Add(endpoint.Reason).Run();
    }, atomic: false);

    public Task<CallbackBatch> Next(StoreId store, DateTimeOffset now, int most) => database.Read(session =>
    {
        var events = session.Statement(NextEvents).Add(store.Value).Add(now).Add(most).All(ReadEvent);
        var next = events.Count == most ? null : session.Statement(NextDue).Add(store.Value).Add(now).One(row => row.TimeOrNull(0));
        return new CallbackBatch(events, next);
    });

    public Task Record(StoreId store, IReadOnlyList<CallbackOutcome> outcomes, DateTimeOffset now) => database.Write(session =>
    {
        var heads = new CallbackHeads(session, store, outcomes.Select(o => Number(o.Customer)));
        session.RunEach(SettleRow, [.. outcomes.OrderBy(o => o.Event.Value)], (values, o) => values.Add(o.Event.Value).Add((long)o.Status).Add(o.HttpStatus).Add(o.Error).Add(now)
            .Add(o.Status == CallbackEventStatus.Pending ? null : now.ToUnixTimeMilliseconds()));
        var due = outcomes.Where(o => o.Status == CallbackEventStatus.Pending).ToDictionary(o => o.Event.Value, o => o.Due ?? now);
        heads.Settle(first => due.GetValueOrDefault(first, now));
    });

    public Task Hurry(StoreId store, DateTimeOffset now) =>
        database.Write(session => { session.Statement(HurryHeads).Add(store.Value).Add(now).Run(); }, atomic: false);

    public Task<bool> Replay(StoreId store, CallbackEventId id, DateTimeOffset now) => database.Write(session =>
    {
        if (session.Statement(FindRow).Add(id.Value).Add(store.Value).Number() is not { } number) return false;
        Replay(session, store, [(id.Value, number)], now);
        return true;
    });

    public Task<IReadOnlyList<CallbackEventId>> ReplayPiece(StoreId store, DateTimeOffset since, CallbackEventId after, DateTimeOffset now) =>
        database.Write<IReadOnlyList<CallbackEventId>>(session =>
        {
            var rows = session.Statement(SettledSince).Add(store.Value).Add(after.Value).Add(since).Add(Piece).All(row => (row.Long(0), row.Long(1)));
            Replay(session, store, rows, now);
            return [.. rows.Select(row => new CallbackEventId(row.Item1))];
        });

    public Task<bool> GiveUpOldest(StoreId store, DateTimeOffset before, int most, string error, DateTimeOffset now) => database.Write(session =>
    {
        var oldest = session.Statement(OldestRows).Add(store.Value).Add(before).Add(most).Add(Piece).All(row => (Id: row.Long(0), Number: row.Long(1)));
        if (oldest.Count == 0) return false;
        var heads = new CallbackHeads(session, store, oldest.Select(e => e.Number));
        session.RunEach(GiveUpRow, oldest, (values, e) => values.Add(e.Id).Add(error).Add(now));
        heads.Settle(_ => now);
        return oldest.Count == Piece;
    });

    public Task<bool> Prune(StoreId store, DateTimeOffset deliveredBefore, DateTimeOffset givenUpBefore) => database.Write(session =>
        Prune(session, store, CallbackEventStatus.Delivered, deliveredBefore) + Prune(session, store, CallbackEventStatus.GivenUp, givenUpBefore) >= Piece);

    public Task<bool> Remove(StoreId store) => database.Write(session =>
    {
        session.Statement(DropEndpoint).Add(store.Value).Run();
        session.Statement(RemoveHeads).Add(store.Value).Run();
        return session.Statement(RemoveRows).Add(store.Value).Add(Piece).Run() == Piece;
    });

    /// <param name="row">Columns in the order of <c>id, number, type, facts, created, attempts</c>.</param>
    static CallbackEvent ReadEvent(RecordStatement row) => new(
        new CallbackEventId(row.Long(0)), Customer(row.Long(1)), (CallbackEventType)row.Int(2), row.Text(3), row.Time(4), row.Int(5));

    static void Replay(RecordSession session, StoreId store, List<(long Id, long Number)> events, DateTimeOffset now)
    {
        if (events.Count == 0) return;
        var heads = new CallbackHeads(session, store, events.Select(e => e.Number));
        session.RunEach(Again, events, (values, e) => values.Add(e.Id));
        heads.Settle(_ => now);
    }

    static int Prune(RecordSession session, StoreId store, CallbackEventStatus status, DateTimeOffset before) =>
        session.Statement(PruneRows).Add(store.Value).Add((long)status).Add(before).Add(Piece).Run();

    internal static PhoneNumber? Customer(long number) => number == 0 ? null : new PhoneNumber(number);

    static long Number(PhoneNumber? customer) => customer?.Digits ?? 0;
}
