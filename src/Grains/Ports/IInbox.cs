namespace Hark.Grains;

public sealed record InboxEntry(StoreId Store, InboundText Text, Meaning Meaning, ConsentStatus Status, string? Keyword);

/// <summary>What handsets wrote to stores.</summary>
public interface IInbox
{
    /// <summary>Idempotent by the carrier's message id and store.</summary>
    /// <returns>False when it was there already.</returns>
    Task<bool> Add(InboxEntry entry);
}
