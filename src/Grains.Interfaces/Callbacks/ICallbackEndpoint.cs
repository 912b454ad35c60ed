namespace Hark;

/// <summary>Where one store wants to be told what happens, and what became of the telling. The key is the store's id.</summary>
public interface ICallbackEndpoint
{
    /// <summary>Sets the address, or replaces it; an endpoint that was disabled or suspended is active again. What is pending goes to the new address.</summary>
    Task<Result<CallbackSet>> Set(SetCallback request);

    /// <summary>Null when the store has none.</summary>
    Task<CallbackView?> View();

    /// <summary>Takes the endpoint away, with all of its events.</summary>
    Task Remove(string by);

    /// <summary>A new secret; the former one signs along for 24 hours. Idempotent by <paramref name="rotation"/>.</summary>
    Task<Result<CallbackSecret>> Rotate(long rotation, string by);

    /// <summary>Goes on posting after the endpoint was disabled or suspended.</summary>
    Task<Result<CallbackView>> Resume(string by);

    /// <summary>Posts an event once more, under the same id.</summary>
    Task<Result<CallbackReplayed>> Replay(CallbackEventId callback, string by);

    /// <summary>Posts once more what happened since then and was delivered or given up, in the order in which it happened.</summary>
    Task<Result<CallbackReplayed>> ReplaySince(DateTimeOffset since, string by);

    /// <summary>There may be new events.</summary>
    Task Signal();
}

/// <summary>What is posted. The numbers are kept in the database.</summary>
public enum CallbackForm
{
    /// <summary>The fields of the CRM Text surface, multipart/form-data. Inbound messages only.</summary>
    Crmtext = 1,
    /// <summary>The same fields, urlencoded.</summary>
    CrmtextUrlencoded = 2,
    /// <summary>Standard Webhooks 1.0.</summary>
    Json = 3,
}

public enum CallbackState
{
    Active = 1,
    /// <summary>The endpoint answered 410: it wants no more. Nothing new is kept for it.</summary>
    Disabled = 2,
    /// <summary>It has failed for days. Events are kept and posted when it is resumed.</summary>
    Suspended = 3,
}

/// <param name="Events">Null or empty for the usual ones of the form.</param>
public sealed record SetCallback(string Url, CallbackForm Form, IReadOnlyList<CallbackEventType>? Events, string By);

/// <param name="Secret">Only when it was made now: nobody is told it a second time.</param>
public sealed record CallbackSet(CallbackView View, string? Secret);

/// <param name="FormerUntil">Until then posts are signed with the former secret as well.</param>
public sealed record CallbackSecret(string Secret, DateTimeOffset FormerUntil);

/// <param name="Events">How many are posted once more.</param>
public sealed record CallbackReplayed(long Events);

/// <param name="Since">When it came into its state.</param>
/// <param name="Reason">Why it is disabled or suspended, as a sentence.</param>
/// <param name="FailingSince">The first failure since something was delivered.</param>
public sealed record CallbackView(StoreId Store, string Url, CallbackForm Form, IReadOnlyList<CallbackEventType> Events, CallbackState State, DateTimeOffset Since, string? Reason,
    DateTimeOffset? FailingSince, DateTimeOffset CreatedAt);
