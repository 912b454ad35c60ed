using Hark.Grains;

namespace Hark.Records;

/// <summary>Ids from one row of the database, reserved in blocks before any of them is given: a crash loses the rest of a block and never repeats it.</summary>
public sealed class SqliteIds(SqliteDatabase database) : IIds
{
    const int Block = 100;
    static readonly Sql TakeIds = Sql.Named("Ids/take");

    readonly Lock _lock = new();
    long _next;
    long _end;
    Task? _reserving;

    public async ValueTask<long> Next()
    {
        while (true)
        {
            Task reserving;
            lock (_lock)
            {
                if (_next < _end) return _next++;
                reserving = _reserving ??= Reserve();
            }
            await reserving;
        }
    }

    /// <summary>Ids for rows of the transaction at hand: given back if it is undone.</summary>
    /// <returns>The first of <paramref name="count"/> ids that follow each other.</returns>
    internal static long Take(RecordSession session, int count) =>
        session.Statement(TakeIds).Add(count).Number() ?? throw new InvalidOperationException("The row of ids is missing.");

    async Task Reserve()
    {
        // Off the caller's thread, which holds the lock.
        await Task.Yield();
        try
        {
            var first = await database.Write(session => Take(session, Block), atomic: false);
            lock (_lock) (_next, _end) = (first, first + Block);
        }
        finally
        {
            lock (_lock) _reserving = null;
        }
    }
}
