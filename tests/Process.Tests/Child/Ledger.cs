using Hark.Records;

namespace Hark.Process.Tests;

/// <summary>What a dead process left in its file, read from a copy, so that the next process finds it untouched.</summary>
static class Ledger
{
    const int PageSize = 500;

    public static async Task<IReadOnlyList<DeliveryRow>> ReadCopy(TemporaryFolder folder, Shop shop)
    {
        var copy = Directory.CreateDirectory(Path.Combine(folder.Root, $"copy-{Guid.NewGuid():N}")).FullName;
        try
        {
            foreach (var file in Directory.GetFiles(folder.Data)) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            await using var records = SqliteRecords.Open(new StorageOptions { Path = copy }, TimeProvider.System);
            return await Rows(records, shop);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    public static async Task<IReadOnlyList<DeliveryRow>> Rows(SqliteRecords records, Shop shop)
    {
        Assert.True(Ids.TryParse<StoreId>(shop.Path.Split('/')[^1], out var store));
        var rows = new List<DeliveryRow>();
        string? cursor = null;
        do
        {
            var page = await records.Deliveries.List(store, new DeliveryFilter(), new PageRequest(PageSize, cursor));
            rows.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        return rows;
    }
}
