using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hark.Grains;
using Hark.Records;

namespace Hark.Embedded;

/// <summary>An actor's state in its table. Acknowledged once the commit that holds it is on disk.</summary>
sealed class SqliteState<T>(SqliteStateStore store, StateTable table, StateKey key, T? loaded, JsonTypeInfo<T> json) : IState<T> where T : class
{
    public T? Value { get; private set; } = loaded;

    public async Task Write(T value)
    {
        await store.Save(table, key, JsonSerializer.SerializeToUtf8Bytes(value, json));
        Value = value;
    }

    public async Task Clear()
    {
        await store.Delete(table, key);
        Value = null;
    }

    public static async Task<SqliteState<T>> Load(SqliteStateStore store, StateTable table, StateKey key, JsonTypeInfo<T> json)
    {
        var bytes = await store.Load(table, key);
        return new(store, table, key, bytes is null ? null : JsonSerializer.Deserialize(bytes, json), json);
    }
}
