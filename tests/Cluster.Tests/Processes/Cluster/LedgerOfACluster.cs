using Hark.Records;

namespace Hark.Cluster.Tests;

/// <summary>What the ledger says, read beside the processes that write it.</summary>
sealed class LedgerOfACluster(string connection)
{
    const int PageSize = 500;

    /// <summary>Through a connection of its own: one from before would still be hurt by what happened to the server.</summary>
    public async Task<List<DeliveryRow>> Rows(Shop shop, DeliveryFilter? filter = null)
    {
        await using var database = PostgresDatabase.Open(new() { ConnectionString = connection, Connections = 1 });
        var reader = new DeliveryReader(database);
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
}
