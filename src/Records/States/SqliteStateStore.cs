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
    /// <exception cref="InvalidOperationException">Actors of this kind are keyed the other way.</exception>
    public async Task<byte[]?> Load(string kind, StateKey key) => await (await Table(kind, key.ByNumber)).Load(key);

    /// <inheritdoc cref="Load"/>
    public virtual async Task Save(string kind, StateKey key, byte[] data)
    {
        var table = await Table(kind, key.ByNumber);
        await database.Write(session => { session.Statement(table.SaveRow).AddKey(key).Add(data).Run(); }, atomic: false);
    }

    /// <inheritdoc cref="Load"/>
    public async Task Delete(string kind, StateKey key)
    {
        var table = await Table(kind, key.ByNumber);
        await database.Write(session => { session.Statement(table.DeleteRow).AddKey(key).Run(); }, atomic: false);
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
        var table = new StateTable(database, kind, byNumber);
        await database.Write(session => { session.Statement(table.Create).Run(); }, atomic: false);
        return table;
    }
}

/// <summary>The key of an actor: a number, or a text where <see cref="Text"/> is set.</summary>
public readonly record struct StateKey(long Number, string? Text)
{
    public bool ByNumber => Text is null;

    public static implicit operator StateKey(long number) => new(number, null);
    public static implicit operator StateKey(string text) => new(0, text);
}

/// <param name="Key">The actor's key in its outside form.</param>
public sealed record Wakeup(string Kind, string Key, DateTimeOffset Due);
