using Hark.Grains;

namespace Hark.Records;

/// <summary>What became of texts in one transaction: gathered, then told to the stores that asked for it. A campaign writes tens of thousands, so the others cost one look.</summary>
sealed class StatusCallbacks(RecordSession session, DateTimeOffset now)
{
    readonly List<Change> _changes = [];

    public void Add(long delivery, StoreId store, long? campaign, long number, DeliveryStatus status, string? code) => _changes.Add(new Change(delivery, store, campaign, number, status, code));

    /// <returns>The stores that have something new.</returns>
    public IReadOnlyCollection<StoreId> Write()
    {
        if (_changes.Count == 0) return [];
        var wanted = CallbackWriting.Wanted(session, _changes.Select(change => change.Store), CallbackEventType.MessageStatus);
        if (wanted.Count == 0) return [];
        return CallbackWriting.Add(session, [.. _changes.Where(change => wanted.ContainsKey(change.Store)).Select(Told)]);
    }

    NewEvent Told(Change c) => new(c.Store, new PhoneNumber(c.Number), CallbackEventType.MessageStatus, CallbackJson.Write(MessageStatusFacts.Of(
        new DeliveryId(c.Delivery), c.Store, c.Campaign is { } campaign ? new CampaignId(campaign) : null, new PhoneNumber(c.Number), c.Status, c.Code, now)), now);

    readonly record struct Change(long Delivery, StoreId Store, long? Campaign, long Number, DeliveryStatus Status, string? Code);
}
