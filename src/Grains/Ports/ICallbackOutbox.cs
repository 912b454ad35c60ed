namespace Hark.Grains;

/// <summary>
/// What stores are still to be told. Events are added by the transactions that write what they tell of, for stores that want their type; here they are posted from.
/// Each customer's events come one after the other, in the order in which they happened; events of no customer are one such line, too.
/// </summary>
public interface ICallbackOutbox
{
    /// <summary>From now on transactions add events of these types for the store, or none.</summary>
    Task Put(CallbackListing endpoint);

    /// <summary>The first event of each customer, of those that are due, the longest due first.</summary>
    /// <param name="most">How many at most.</param>
    Task<CallbackBatch> Next(StoreId store, DateTimeOffset now, int most);

    /// <summary>Writes what became of attempts. What an earlier record has settled stays as it is.</summary>
    Task Record(StoreId store, IReadOnlyList<CallbackOutcome> outcomes, DateTimeOffset now);

    /// <summary>Makes everything due that waits for its next attempt.</summary>
    Task Hurry(StoreId store, DateTimeOffset now);

    /// <summary>Makes an event pending once more, with all attempts before it, and the first pending one of its customer due.</summary>
    /// <returns>False when the store has no such event.</returns>
    Task<bool> Replay(StoreId store, CallbackEventId id, DateTimeOffset now);

    /// <summary>Makes pending once more what happened since then and is settled; a piece at a time, in the order of ids.</summary>
    /// <param name="after">The last event of the piece before.</param>
    /// <returns>The events of this piece; none after the last.</returns>
    Task<IReadOnlyList<CallbackEventId>> ReplayPiece(StoreId store, DateTimeOffset since, CallbackEventId after, DateTimeOffset now);

    /// <summary>Gives up pending events that happened before then, and the oldest beyond so many; a piece at a time.</summary>
    /// <param name="error">Why, as a sentence.</param>
    /// <returns>True when there may be more.</returns>
    Task<bool> GiveUpOldest(StoreId store, DateTimeOffset before, int most, string error, DateTimeOffset now);

    /// <summary>Forgets events that were settled long ago, a piece at a time.</summary>
    /// <returns>True when there may be more.</returns>
    Task<bool> Prune(StoreId store, DateTimeOffset deliveredBefore, DateTimeOffset givenUpBefore);

    /// <summary>Forgets the endpoint, then its events, a piece at a time.</summary>
    /// <returns>True when there may be more.</returns>
    Task<bool> Remove(StoreId store);
}

/// <summary>What lists and transactions know of an endpoint; the truth is its actor's.</summary>
public sealed record CallbackListing(StoreId Store, string Url, IReadOnlyList<CallbackEventType> Wanted, CallbackState State, DateTimeOffset Since, string? Reason);

public enum CallbackEventStatus { Pending = 0, Delivered = 1, GivenUp = 2 }

/// <param name="Customer">Null when it tells of nobody.</param>
/// <param name="Facts">JSON: what is told of it, as it was when it happened.</param>
/// <param name="Attempts">Made so far, or since it was replayed.</param>
public sealed record CallbackEvent(CallbackEventId Id, PhoneNumber? Customer, CallbackEventType Type, string Facts, DateTimeOffset At, int Attempts);

/// <param name="NextDue">When the earliest of the others is due; null when there are none. Not told when there are as many events as were asked for.</param>
public sealed record CallbackBatch(IReadOnlyList<CallbackEvent> Events, DateTimeOffset? NextDue);

/// <param name="Status"><see cref="CallbackEventStatus.Pending"/> when it is to be tried again at <paramref name="Due"/>.</param>
/// <param name="HttpStatus">Null when there was no answer.</param>
/// <param name="Error">What went wrong, as a sentence.</param>
public sealed record CallbackOutcome(CallbackEventId Event, PhoneNumber? Customer, CallbackEventStatus Status, DateTimeOffset? Due, int? HttpStatus, string? Error);
