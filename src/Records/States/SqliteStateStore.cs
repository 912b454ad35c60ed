using System.Collections.Concurrent;

namespace Hark.Records;

/// <summary>What actors keep: one table for each kind, its rows by number or by text, made when a kind is first used.</summary>
public class SqliteStateStore(SqliteDatabase database)
{
    static readonly Sql SetWakeupRow = Sql.Named("States/wakeup-set");
    static readonly Sql ClearWakeupRow = Sql.Named("States/wakeup-clear");
    static readonly Sql Wakeups = Sql.Named("States/wakeups");

    readonly ConcurrentDictionary<string, Lazy<Task<StateTable>>> _tables = new();

    /// <returns>Null when the actor has kept nothing.</returns>
    /// <exception cref="InvalidOperationException">The kind is keyed by text.</exception>
    public async Task<byte[]?> Load(string kind, long key)
    {
        var table = await Table(kind, byNumber: true);
        return await database.Read(session => session.Statement(table.Load).Add(key).One(row => row.Blob(0)));
    }

    /// <inheritdoc cref="Load(string, long)"/>
    public async Task<byte[]?> Load(string kind, string key)
    {
        var table = await Table(kind, byNumber: false);
        return await database.Read(session => session.Statement(table.Load).Add(key).One(row => row.Blob(0)));
    }

    /// <summary>Many at once from one snapshot; keys that have nothing are absent.</summary>
    public async Task<IReadOnlyDictionary<long, byte[]>> LoadMany(string kind, IReadOnlyList<long> keys)
    {
        var table = await Table(kind, byNumber: true);
        return await database.Read(session =>
        {
            var found = new Dictionary<long, byte[]>(keys.Count);
            foreach (var key in keys)
                if (session.Statement(table.Load).Add(key).One(row => row.Blob(0)) is { } data) found[key] = data;
            return found;
        });
    }

    public virtual async Task Save(string kind, long key, byte[] data)
    {
        var table = await Table(kind, byNumber: true);
        await database.Write(session => { session.Statement(table.Save).Add(key).Add(data).Run(); }, atomic: false);
    }

    public async Task Save(string kind, string key, byte[] data)
    {
        var table = await Table(kind, byNumber: false);
        await database.Write(session => { session.Statement(table.Save).Add(key).Add(data).Run(); }, atomic: false);
    }

    public async Task Delete(string kind, long key)
    {
        var table = await Table(kind, byNumber: true);
        await database.Write(session => { session.Statement(table.Delete).Add(key).Run(); }, atomic: false);
    }

    public async Task Delete(string kind, string key)
    {
        var table = await Table(kind, byNumber: false);
        await database.Write(session => { session.Statement(table.Delete).Add(key).Run(); }, atomic: false);
    }

    /// <summary>One wake-up per actor: a new time replaces the old one.</summary>
    public virtual Task SetWakeup(string kind, string key, DateTimeOffset due) =>
        database.Write(session => { session.Statement(SetWakeupRow).Add(kind).Add(key).Add(due).Run(); }, atomic: false);

    public Task ClearWakeup(string kind, string key) =>
        database.Write(session => { session.Statement(ClearWakeupRow).Add(kind).Add(key).Run(); }, atomic: false);

    /// <summary>All wake-ups, the earliest first; read once at the start.</summary>
    public Task<IReadOnlyList<Wakeup>> ListWakeups() => database.Read<IReadOnlyList<Wakeup>>(session =>
        session.Statement(Wakeups).All(row => new Wakeup(row.Text(0), row.Text(1), row.Time(2))));

    async Task<StateTable> Table(string kind, bool byNumber)
    {
        var making = _tables.GetOrAdd(kind, static (k, on) => new Lazy<Task<StateTable>>(() => Make(on.Database, k, on.ByNumber)), (Database: database, ByNumber: byNumber));
        try
        {
            var table = await making.Value;
            return table.ByNumber == byNumber ? table : throw new InvalidOperationException($"Actors of kind '{kind}' are keyed by {(table.ByNumber ? "number" : "text")}.");
        }
        catch (StorageUnavailableException)
        {
            // The next one tries again.
            _tables.TryRemove(KeyValuePair.Create(kind, making));
            throw;
        }
    }

    static async Task<StateTable> Make(SqliteDatabase database, string kind, bool byNumber)
    {
        var table = new StateTable(kind, byNumber);
        await database.Write(session => { session.Statement(table.Create).Run(); }, atomic: false);
        return table;
    }
}

/// <param name="Key">The actor's key in its outside form.</param>
public sealed record Wakeup(string Kind, string Key, DateTimeOffset Due);
