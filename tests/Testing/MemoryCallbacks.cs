using Hark.Grains;

namespace Hark.Testing;

/// <summary>The callback outbox of one store in memory.</summary>
public sealed class MemoryCallbacks : ICallbackOutbox
{
    readonly List<Row> _rows = [];
    readonly Dictionary<PhoneNumber, DateTimeOffset> _due = [];

    /// <summary>What transactions would look at; null when there is no endpoint.</summary>
    public CallbackListing? Listing { get; private set; }

    /// <summary>Breaks the recording of outcomes.</summary>
    public Fault Fault { get; } = new();

    public int Pruned { get; private set; }

    public IEnumerable<(CallbackEventId Id, CallbackEventStatus Status, int Attempts, string? Error)> Rows => _rows.Select(r => (r.Event.Id, r.Status, r.Event.Attempts, r.Error));

    public CallbackEventStatus StatusOf(CallbackEventId id) => _rows.Single(r => r.Event.Id == id).Status;

    public CallbackEventId Add(PhoneNumber? customer, DateTimeOffset now, CallbackEventType type = CallbackEventType.MessageReceived)
    {
        var id = new CallbackEventId(_rows.Count + 1);
        if (First(Key(customer)) is null) _due[Key(customer)] = now;
        _rows.Add(new() { Event = new(id, customer, type, "{}", now, 0) });
        return id;
    }

    public Task Put(CallbackListing endpoint)
    {
        Listing = endpoint;
        return Task.CompletedTask;
    }

    public Task<CallbackBatch> Next(StoreId store, DateTimeOffset now, int most)
    {
        var heads = _rows.Where(r => r.Status == CallbackEventStatus.Pending).DistinctBy(r => Key(r.Event.Customer)).OrderBy(r => _due[Key(r.Event.Customer)]).ToList();
        var due = heads.Where(r => _due[Key(r.Event.Customer)] <= now).Take(most).Select(r => r.Event).ToList();
        var next = heads.Select(r => _due[Key(r.Event.Customer)]).Where(d => d > now).Select(d => (DateTimeOffset?)d).Min();
        return Task.FromResult(new CallbackBatch(due, due.Count == most ? null : next));
    }

    public Task Record(StoreId store, IReadOnlyList<CallbackOutcome> outcomes, DateTimeOffset now)
    {
        Fault.Around(() =>
        {
            foreach (var outcome in outcomes)
            {
                var row = _rows.Single(r => r.Event.Id == outcome.Event);
                if (row.Status != CallbackEventStatus.Pending) continue;
                (row.Status, row.Error) = (outcome.Status, outcome.Error);
                row.Event = row.Event with { Attempts = row.Event.Attempts + 1 };
                _due[Key(outcome.Customer)] = outcome.Due ?? now;
            }
        });
        return Task.CompletedTask;
    }

    public Task Hurry(StoreId store, DateTimeOffset now)
    {
        foreach (var customer in _due.Keys.ToList()) _due[customer] = _due[customer] < now ? _due[customer] : now;
        return Task.CompletedTask;
    }

    public Task<bool> Replay(StoreId store, CallbackEventId id, DateTimeOffset now)
    {
        if (_rows.Find(r => r.Event.Id == id) is not { } row) return Task.FromResult(false);
        Again(row, now);
        return Task.FromResult(true);
    }

    public Task<IReadOnlyList<CallbackEventId>> ReplayPiece(StoreId store, DateTimeOffset since, CallbackEventId after, DateTimeOffset now)
    {
        var piece = _rows.Where(r => r.Status != CallbackEventStatus.Pending && r.Event.Id.Value > after.Value && r.Event.At >= since).Take(2).ToList();
        foreach (var row in piece) Again(row, now);
        return Task.FromResult<IReadOnlyList<CallbackEventId>>([.. piece.Select(r => r.Event.Id)]);
    }

    public Task<bool> GiveUpOldest(StoreId store, DateTimeOffset before, int most, string error, DateTimeOffset now)
    {
        var pending = _rows.FindAll(r => r.Status == CallbackEventStatus.Pending);
        foreach (var row in pending.Where((r, place) => r.Event.At < before || place < pending.Count - most)) (row.Status, row.Error) = (CallbackEventStatus.GivenUp, error);
        return Task.FromResult(false);
    }

    public Task<bool> Prune(StoreId store, DateTimeOffset deliveredBefore, DateTimeOffset givenUpBefore)
    {
        Pruned++;
        return Task.FromResult(false);
    }

    public Task<bool> Remove(StoreId store)
    {
        Fault.Around(() =>
        {
            Listing = null;
            _rows.Clear();
        });
        return Task.FromResult(false);
    }

    void Again(Row row, DateTimeOffset now)
    {
        (row.Status, row.Event) = (CallbackEventStatus.Pending, row.Event with { Attempts = 0 });
        _due[Key(row.Event.Customer)] = now;
    }

    Row? First(PhoneNumber customer) => _rows.Find(r => r.Status == CallbackEventStatus.Pending && Key(r.Event.Customer) == customer);

    static PhoneNumber Key(PhoneNumber? customer) => customer ?? default;

    sealed class Row
    {
        public required CallbackEvent Event { get; set; }
        public CallbackEventStatus Status { get; set; }
        public string? Error { get; set; }
    }
}
