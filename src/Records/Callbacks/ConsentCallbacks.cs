using Hark.Grains;

namespace Hark.Records;

/// <summary>Tells of consents.</summary>
static class ConsentCallbacks
{
    /// <returns>The stores that have something new.</returns>
    public static IReadOnlyCollection<StoreId> Add(RecordSession session, IReadOnlyList<(ConsentId Id, ConsentEntry Entry)> rows)
    {
        var wanted = CallbackWriting.Wanted(session, rows.Select(row => row.Entry.Store),
            CallbackEventType.ConsentRequested, CallbackEventType.ConsentOptedIn, CallbackEventType.ConsentOptedOut);
        if (wanted.Count == 0) return [];
        return CallbackWriting.Add(session, [.. rows.Select(row => Told(row.Id, row.Entry)).OfType<NewEvent>().Where(e => wanted.TryGetValue(e.Store, out var types) && CallbackWriting.Has(types, e.Type))]);
    }

    static NewEvent? Told(ConsentId id, ConsentEntry entry) => ConsentFacts.TypeOf(entry.Status) is { } type
        ? new NewEvent(entry.Store, entry.Number, type, CallbackJson.Write(ConsentFacts.Of(id, entry)), entry.RecordedAt)
        : null;
}
