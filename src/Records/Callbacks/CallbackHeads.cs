namespace Hark.Records;

/// <summary>The first pending event of some customers. Held from here to the end of the transaction: what others add for them meanwhile waits, and what they added before is found.</summary>
sealed class CallbackHeads
{
    static readonly Sql Lock = Sql.Named("Callbacks/head-lock");
    static readonly Sql Pending = Sql.Named("Callbacks/pending");
    static readonly Sql Put = Sql.Named("Callbacks/head-put");
    static readonly Sql Drop = Sql.Named("Callbacks/head-drop");

    readonly RecordSession _session;
    readonly StoreId _store;
    readonly List<long> _numbers;
    readonly List<long> _held;

    public CallbackHeads(RecordSession session, StoreId store, IEnumerable<long> numbers)
    {
        (_session, _store, _numbers) = (session, store, [.. numbers.Distinct().Order()]);
        _held = session.AllOfEach(Lock, _numbers, AddKey, row => row.Long(0));
    }

    /// <summary>Looks again which event of each customer is the first.</summary>
    /// <param name="due">When an event is due that is the first now.</param>
    public void Settle(Func<long, DateTimeOffset> due)
    {
        var first = _session.AllOfEach(Pending, _numbers, AddKey, row => (Number: row.Long(0), Event: row.Long(1)));
        _session.RunEach(Put, first, (values, head) => values.Add(_store.Value).Add(head.Number).Add(head.Event).Add(due(head.Event)));
        _session.RunEach(Drop, [.. _held.Except(first.Select(head => head.Number))], AddKey);
    }

    void AddKey(RecordStatement values, long number) => values.Add(_store.Value).Add(number);
}
