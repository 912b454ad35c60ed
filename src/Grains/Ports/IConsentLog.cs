namespace Hark.Grains;

/// <summary>What happened to the consent of a number with a store. Rows are only ever added (invariant 6).</summary>
public sealed record ConsentEntry(StoreId Store, PhoneNumber Number, ConsentStatus Status, ConsentMethod Method, ConsentProof? Proof, string? Reason, PersonName Name, string By, DateTimeOffset RecordedAt);

/// <summary>The append-only, hash-chained consent log (O2) and, in the same transaction, its index, the roster.</summary>
public interface IConsentLog
{
    /// <returns>The row's sequence number, rising over the whole log.</returns>
    Task<ConsentId> Append(ConsentEntry entry);
}
