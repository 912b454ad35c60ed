using Hark.Records;

namespace Hark.Process.Tests;

/// <summary>What a dead process left in its data folder, read from a copy, so that the next process finds it untouched.</summary>
static class CopiedRecords
{
    const int PageSize = 500;

    public static async Task<T> Read<T>(TemporaryFolder folder, Func<SqliteRecords, Task<T>> read)
    {
        var copy = Directory.CreateDirectory(Path.Combine(folder.Root, $"copy-{Guid.NewGuid():N}")).FullName;
        try
        {
            foreach (var file in Directory.GetFiles(folder.Data)) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            await using var records = SqliteRecords.Open(new StorageOptions { Path = copy }, TimeProvider.System);
            return await read(records);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    /// <summary>All rows of the store's ledger.</summary>
    public static Task<List<DeliveryRow>> Deliveries(TemporaryFolder folder, Shop shop) => Read(folder, async records =>
    {
        var rows = new List<DeliveryRow>();
        string? cursor = null;
        do
        {
            var page = await records.Deliveries.List(shop.Id, new DeliveryFilter(), new PageRequest(PageSize, cursor));
            rows.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        return rows;
    });
}
