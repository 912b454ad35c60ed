using System.Globalization;
using System.Text.Json;

namespace Hark.Grains;

// What is told of each type of event: the "data" of the JSON form, kept as it was when it happened. The other forms are made of it.
// Receivers depend on these names: members are added, and never renamed or removed.

/// <summary>A handset texted the store.</summary>
/// <param name="Id">The inbox row's number, unique over all stores.</param>
/// <param name="StoreKeyword">The store's own keyword; <paramref name="Keyword"/> is the one that the text began with.</param>
/// <param name="Status">Where the number stands with the store after it.</param>
public sealed record MessageReceivedFacts(long Id, string Store, string StoreName, string StoreKeyword, string From, string To, string Text, string Meaning, string Status,
    string? Keyword, string? FirstName, string? LastName, string At, IReadOnlyList<MediaFacts> Media)
{
    public static MessageReceivedFacts Of(long id, InboxEntry entry, string storeName, string storeKeyword, PersonName name) => new(
        id, $"{entry.Store}", storeName, storeKeyword, $"{entry.Text.From}", entry.Text.To, entry.Text.Text, CallbackFacts.Word(entry.Meaning), CallbackFacts.Word(entry.Status),
        entry.Keyword, name.First, name.Last, CallbackFacts.Utc(entry.Text.At), [.. (entry.Text.Media ?? []).Select(m => new MediaFacts(m.ContentType, m.Url))]);
}

/// <summary>A picture that came with a text.</summary>
public sealed record MediaFacts(string ContentType, string Url);

/// <summary>What became of a text.</summary>
public sealed record MessageStatusFacts(string Id, string Store, string? Campaign, string To, string Status, string? Code, string At)
{
    public static MessageStatusFacts Of(DeliveryId id, StoreId store, CampaignId? campaign, PhoneNumber to, DeliveryStatus status, string? code, DateTimeOffset at) =>
        new($"{id}", $"{store}", campaign?.ToString(), $"{to}", CallbackFacts.Word(status), code, CallbackFacts.Utc(at));
}

/// <summary>A consent was asked for, given or withdrawn.</summary>
public sealed record ConsentFacts(string Id, string Store, string Number, string Status, string Method, string? Source, string? Evidence, string? Reason,
    string? FirstName, string? LastName, string By, string At)
{
    public static ConsentFacts Of(ConsentId id, ConsentEntry entry) => new(
        $"{id}", $"{entry.Store}", $"{entry.Number}", CallbackFacts.Word(entry.Status), CallbackFacts.Word(entry.Method), entry.Proof?.Source, entry.Proof?.Evidence, entry.Reason,
        entry.Name.First, entry.Name.Last, entry.By, CallbackFacts.Utc(entry.RecordedAt));

    public static CallbackEventType? TypeOf(ConsentStatus status) => status switch
    {
        ConsentStatus.OptedIn => CallbackEventType.ConsentOptedIn,
        ConsentStatus.OptedOut => CallbackEventType.ConsentOptedOut,
        ConsentStatus.Pending => CallbackEventType.ConsentRequested,
        _ => null,
    };
}

/// <summary>A campaign is over; receipts of its last texts may still come.</summary>
/// <param name="Progress">Numbers by status.</param>
public sealed record CampaignEndedFacts(string Id, string Store, string Name, string Status, long Audience, IReadOnlyDictionary<string, long> Progress, string CreatedAt, string EndedAt)
{
    public static CampaignEndedFacts Of(CampaignId id, StoreId store, string name, CampaignStatus status, CampaignCounts counts, DateTimeOffset createdAt, DateTimeOffset endedAt) => new(
        $"{id}", $"{store}", name, CallbackFacts.Word(status), counts.Audience, counts.ByStatus.Where(c => c.Value > 0).OrderBy(c => c.Key).ToDictionary(c => CallbackFacts.Word(c.Key), c => c.Value),
        CallbackFacts.Utc(createdAt), CallbackFacts.Utc(endedAt));
}

static class CallbackFacts
{
    /// <summary>As the API writes it: <c>OptedIn</c> → <c>opted_in</c>.</summary>
    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
