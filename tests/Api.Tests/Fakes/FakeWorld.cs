using System.Collections.Concurrent;
using Hark.Records;

namespace Hark.Api.Tests;

/// <summary>Everything that a host remembers, in memory. Just enough of the rules for what the HTTP surface has to show.</summary>
sealed class FakeWorld
{
    long _ids = 100;

    public readonly ConcurrentDictionary<AccountId, FakeAccount> Accounts = new();
    public readonly ConcurrentDictionary<StoreId, FakeStore> Stores = new();
    public readonly ConcurrentDictionary<CampaignId, FakeCampaign> Campaigns = new();
    public readonly ConcurrentDictionary<ImportId, FakeImport> Imports = new();
    public readonly ConcurrentDictionary<string, StoreId> Keywords = new();
    public readonly ConcurrentDictionary<DeliveryId, DeliveryRow> Deliveries = new();
    public readonly ConcurrentDictionary<(StoreId, PhoneNumber), List<ConsentRow>> Consents = new();
    public readonly ConcurrentQueue<InboxRow> Inbox = new();
    public readonly ConcurrentQueue<AuditRow> Audit = new();
    public readonly ConcurrentDictionary<PhoneNumber, List<HandsetMessage>> Handsets = new();

    public required TimeProvider Time { get; init; }

    /// <summary>While set, nothing can be written.</summary>
    public volatile bool StorageGone;

    /// <summary>While set, single sends wait for it.</summary>
    public volatile TaskCompletionSource? SendsWaitFor;

    /// <summary>While set, single sends fail with it.</summary>
    public volatile Exception? SendsFailWith;

    public long NextId() => Interlocked.Increment(ref _ids);

    public void Write()
    {
        if (StorageGone) throw new StorageUnavailableException("disk full");
    }

    public ConsentStatus StatusOf(StoreId store, PhoneNumber number) =>
        Consents.TryGetValue((store, number), out var rows) ? rows[^1].Status : ConsentStatus.New;

    public ConsentResult Record(StoreId store, PhoneNumber number, ConsentStatus status, ConsentMethod method, ConsentProof? proof, string by)
    {
        Write();
        var rows = Consents.GetOrAdd((store, number), _ => []);
        if (rows.Count > 0 && rows[^1].Status == status) return new ConsentResult(status, rows[^1].Id, false);
        var row = new ConsentRow(new ConsentId(NextId()), store, number, status, method, proof, null, by, Time.GetUtcNow(), "hash");
        rows.Add(row);
        return new ConsentResult(status, row.Id, true);
    }
}
