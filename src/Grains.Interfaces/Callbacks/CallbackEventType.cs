using System.Diagnostics.CodeAnalysis;

namespace Hark;

/// <summary>What a store can be told. The numbers are kept in the database.</summary>
public enum CallbackEventType
{
    MessageReceived = 1,
    MessageStatus = 2,
    ConsentRequested = 3,
    ConsentOptedIn = 4,
    ConsentOptedOut = 5,
    CampaignEnded = 6,
}

/// <summary>Event types in the words of the wire: <c>message.received</c>. A word is never changed: programs look for it.</summary>
public static class CallbackEventTypes
{
    static readonly Dictionary<CallbackEventType, string> Words = new()
    {
        [CallbackEventType.MessageReceived] = "message.received",
        [CallbackEventType.MessageStatus] = "message.status",
        [CallbackEventType.ConsentRequested] = "consent.requested",
        [CallbackEventType.ConsentOptedIn] = "consent.opted_in",
        [CallbackEventType.ConsentOptedOut] = "consent.opted_out",
        [CallbackEventType.CampaignEnded] = "campaign.ended",
    };

    public static IReadOnlyCollection<string> AllWords => Words.Values;

    public static string Word(this CallbackEventType type) => Words[type];

    public static bool TryParse([NotNullWhen(true)] string? word, out CallbackEventType type)
    {
        type = Words.FirstOrDefault(w => w.Value == word).Key;
        return type != default;
    }
}
