using Hark.Grains;

namespace Hark.Records;

/// <summary>Ids reserved in blocks before any of them is given: a crash loses the rest of a block and never repeats it.</summary>
public sealed class IdBlocks(RecordDatabase database) : IIds
{
    const int Block = 100;
    static readonly Sql TakeIds = Sql.Named("Ids/take");

    readonly Lock _lock = new();
    readonly Queue<long> _free = new(Block);
    Task? _reserving;

    public async ValueTask<long> Next()
    {
        while (true)
        {
            Task reserving;
            lock (_lock)
            {
                if (_free.TryDequeue(out var id)) return id;
                // Not on the scheduler of the actor that came first: all others would wait for its turns.
                reserving = _reserving ??= Task.Run(Reserve);
            }
            await reserving;
        }
    }

    /// <summary>Ids for rows of the transaction at hand, rising.</summary>
    internal static List<long> Take(RecordSession session, int count)
    {
        var ids = new List<long>(count);
        // The file gives one range, the sequence of a server as many as it was asked for: others take from it meanwhile.
        foreach (var (first, length) in session.Statement(TakeIds).Add(count).All(row => (row.Long(0), row.Long(1))))
            for (var id = first; id < first + length; id++) ids.Add(id);
        return ids.Count == count ? ids : throw new InvalidOperationException("The row of ids is missing.");
    }

    async Task Reserve()
    {
        try
        {
            var ids = await database.Write(session => Take(session, Block), atomic: false);
            lock (_lock) ids.ForEach(_free.Enqueue);
        }
        finally
        {
            lock (_lock) _reserving = null;
        }
    }
}
