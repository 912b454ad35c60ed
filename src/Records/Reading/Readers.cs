using Hark.Grains;

namespace Hark.Records;

/// <summary>The delivery ledger, newest first.</summary>
public interface IDeliveryReader
{
    Task<Page<DeliveryRow>> List(StoreId store, DeliveryFilter filter, PageRequest page);
    Task<DeliveryRow?> Find(DeliveryId delivery);
}

public sealed record DeliveryFilter(CampaignId? Campaign = null, PhoneNumber? Number = null, DeliveryStatus? Status = null);

public sealed record DeliveryRow(DeliveryId Id, StoreId Store, CampaignId? Campaign, PhoneNumber To, string Text, MessageKind Kind, Priority Priority, AutoReplyKind? Reply,
    DeliveryStatus Status, string? Code, int Parts, DateTimeOffset? Until, string? CarrierReference, Decision? Decision, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, Picture? Picture = null);

public interface ICampaignReader
{
    /// <summary>Newest first.</summary>
    Task<Page<CampaignRow>> List(StoreId store, PageRequest page);
    /// <summary>The store a campaign belongs to; null when there is no such campaign.</summary>
    Task<StoreId?> StoreOf(CampaignId campaign);
}

public sealed record CampaignRow(CampaignId Id, StoreId Store, string Name, CampaignStatus Status, long Audience, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt);

public interface IConsentReader
{
    /// <summary>All that happened to the consent of a number with a store, oldest first.</summary>
    Task<IReadOnlyList<ConsentRow>> History(StoreId store, PhoneNumber number);
    /// <summary>In the order of numbers.</summary>
    Task<Page<RosterRow>> Roster(StoreId store, ConsentStatus? status, PageRequest page);
    /// <summary>In the order of numbers, from a place in it on: for surfaces that count pages. The further on, the longer it takes.</summary>
    Task<IReadOnlyList<RosterRow>> RosterFrom(StoreId store, ConsentStatus status, int skip, int most);
    /// <summary>Where these numbers stand; those that the store does not know are left out.</summary>
    Task<IReadOnlyDictionary<PhoneNumber, RosterRow>> RosterOf(StoreId store, IReadOnlyCollection<PhoneNumber> numbers);
    /// <summary>Recomputes the store's hash chain.</summary>
    Task<ChainCheck> Verify(StoreId store);
}

public sealed record ConsentRow(ConsentId Id, StoreId Store, PhoneNumber Number, ConsentStatus Status, ConsentMethod Method, ConsentProof? Proof, string? Reason, string By, DateTimeOffset RecordedAt, string Hash);

public sealed record RosterRow(PhoneNumber Number, ConsentStatus Status, PersonName Name, ConsentId Consent, DateTimeOffset Since);

/// <param name="BrokenAt">First row whose hash does not follow from its contents and its predecessor; null when the chain holds.</param>
public sealed record ChainCheck(long Rows, ConsentId? BrokenAt);

public interface IInboxReader
{
    /// <summary>Newest first.</summary>
    Task<Page<InboxRow>> List(StoreId store, PageRequest page);
}

/// <param name="Media">Null when nothing came with the text.</param>
public sealed record InboxRow(long Id, StoreId Store, PhoneNumber From, string To, string Text, Meaning Meaning, ConsentStatus Status, string? Keyword, DateTimeOffset At,
    IReadOnlyList<InboundMedia>? Media = null);

public interface IStoreReader
{
    /// <summary>Newest first; all accounts when <paramref name="account"/> is null.</summary>
    Task<Page<StoreView>> List(AccountId? account, PageRequest page);
}

public interface IAccountReader
{
    /// <summary>Accounts of this e-mail address, in whatever case; several may have the same.</summary>
    Task<IReadOnlyList<AccountId>> Of(string email);
}

/// <summary>What a store and people wrote to each other.</summary>
public interface IConversationReader
{
    /// <summary>Messages of one person, oldest first.</summary>
    Task<IReadOnlyList<ConversationRow>> With(StoreId store, PhoneNumber number, ConversationSpan span);
    /// <summary>Messages of all people in one direction, oldest first.</summary>
    Task<IReadOnlyList<ConversationRow>> All(StoreId store, bool inbound, ConversationSpan span);
}

/// <param name="From">The first instant.</param>
/// <param name="To">The first instant after it.</param>
/// <param name="Skip">Messages of the span to pass over.</param>
public sealed record ConversationSpan(DateTimeOffset From, DateTimeOffset To, int Skip, int Most);

/// <param name="Status">Where a text of the store stands; null for one from a handset.</param>
public sealed record ConversationRow(long Id, PhoneNumber Number, string Text, DateTimeOffset At, DeliveryStatus? Status)
{
    public bool Inbound => Status is null;
}

public interface IAuditReader
{
    /// <summary>Newest first.</summary>
    Task<Page<AuditRow>> List(PageRequest page);
}

public sealed record AuditRow(long Id, DateTimeOffset At, string By, string Act, string Subject, string? Reason, string? Details);

public interface IImportReader
{
    Task<Page<ImportLine>> Report(ImportId import, PageRequest page);
    Task<StoreId?> StoreOf(ImportId import);
}

public sealed record ImportLine(long Line, string? Number, string Outcome, string? Reason);

public interface ICallbackReader
{
    /// <summary>Newest first.</summary>
    Task<Page<CallbackEventRow>> List(StoreId store, CallbackEventStatus? status, PageRequest page);
    /// <summary>Of all stores, in their order.</summary>
    Task<Page<CallbackListing>> ListEndpoints(CallbackState? state, PageRequest page);
    Task<CallbackBacklog> Backlog(StoreId store);
    /// <summary>Of all stores, counted to 100,000.</summary>
    Task<long> Pending();
}

/// <param name="Facts">JSON.</param>
/// <param name="Attempts">Made so far, or since it was replayed.</param>
/// <param name="Error">Of the last attempt.</param>
/// <param name="SettledAt">When it was delivered or given up.</param>
public sealed record CallbackEventRow(CallbackEventId Id, PhoneNumber? Customer, CallbackEventType Type, string Facts, DateTimeOffset At, CallbackEventStatus Status, int Attempts,
    int? HttpStatus, string? Error, DateTimeOffset? AttemptedAt, DateTimeOffset? SettledAt);

/// <param name="Pending">Counted to 10,000.</param>
/// <param name="Oldest">When the oldest of them happened.</param>
/// <param name="GivenUp">Counted to 10,000.</param>
public sealed record CallbackBacklog(long Pending, DateTimeOffset? Oldest, long GivenUp);
