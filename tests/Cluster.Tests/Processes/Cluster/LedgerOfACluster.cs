using Hark.Records;

namespace Hark.Cluster.Tests;

/// <summary>What the ledger says, read beside the processes that write it.</summary>
sealed class LedgerOfACluster(string database) : IAsyncDisposable
{
    const int PageSize = 500;

    readonly PostgresDatabase _database = PostgresDatabase.Open(new() { ConnectionString = database, Connections = 1 });

    public async Task<List<DeliveryRow>> Rows(Shop shop, DeliveryFilter? filter = null)
    {
        var reader = new DeliveryReader(_database);
        var rows = new List<DeliveryRow>();
        string? cursor = null;
        do
        {
            var page = await reader.List(shop.Id, filter ?? new(), new(PageSize, cursor));
            rows.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        return rows;
    }

    public Task<List<DeliveryRow>> InFlight(Shop shop) => Rows(shop, new(Status: DeliveryStatus.Submitting));

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
