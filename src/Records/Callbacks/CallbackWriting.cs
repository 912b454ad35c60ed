namespace Hark.Records;

/// <summary>Adds events in the transaction that writes what they tell of, for the stores that want to be told.</summary>
/// <remarks>ORDER MATTERS on PostgreSQL: heads are locked last of all rows and in the order of stores and numbers, so that writers wait for one another instead of stopping one another.</remarks>
static class CallbackWriting
{
    static readonly Sql WantedTypes = Sql.Named("Callbacks/wanted");
    static readonly Sql AddRow = Sql.Named("Callbacks/add");
    static readonly Sql AddHead = Sql.Named("Callbacks/head-add");

    /// <summary>The stores among these that want to be told of a type, and what they want.</summary>
    public static Dictionary<StoreId, long> Wanted(RecordSession session, IEnumerable<StoreId> stores, params ReadOnlySpan<CallbackEventType> types)
    {
        var any = Mask(types);
        return session.AllOfEach(WantedTypes, [.. stores.Distinct()], (values, store) => values.Add(store.Value), row => (Store: new StoreId(row.Long(0)), Types: row.Long(1)))
            .Where(row => (row.Types & any) != 0).ToDictionary(row => row.Store, row => row.Types);
    }

    public static bool Has(long wanted, CallbackEventType type) => (wanted & Mask([type])) != 0;

    public static long Mask(ReadOnlySpan<CallbackEventType> types)
    {
        var mask = 0L;
        foreach (var type in types) mask |= 1L << (int)type;
        return mask;
    }

    public static IReadOnlyList<CallbackEventType> Types(long mask) => [.. Enum.GetValues<CallbackEventType>().Where(type => Has(mask, type))];

    /// <returns>The stores that have something new.</returns>
    public static IReadOnlyCollection<StoreId> Add(RecordSession session, IReadOnlyList<NewEvent> events)
    {
        if (events.Count == 0) return [];
        var rows = IdBlocks.Take(session, events.Count).Zip(events).ToList();
        session.RunEach(AddRow, rows, (values, row) => values.Add(row.First).Add(row.Second.Store.Value).Add(row.Second.Number).Add((long)row.Second.Type).Add(row.Second.Facts).Add(row.Second.At));
        session.RunEach(AddHead, [.. rows.DistinctBy(row => (row.Second.Store, row.Second.Number))],
            (values, row) => values.Add(row.Second.Store.Value).Add(row.Second.Number).Add(row.First).Add(row.Second.At));
        return [.. events.Select(e => e.Store).Distinct()];
    }
}

/// <param name="Customer">Null when it tells of nobody.</param>
sealed record NewEvent(StoreId Store, PhoneNumber? Customer, CallbackEventType Type, string Facts, DateTimeOffset At)
{
    public long Number => Customer?.Digits ?? 0;
}
