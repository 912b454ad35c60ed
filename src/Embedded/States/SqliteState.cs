using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hark.Grains;
using Hark.Records;

namespace Hark.Embedded;

/// <summary>An actor's state in its table. Acknowledged once the commit that holds it is on disk.</summary>
sealed class SqliteState<T>(StateRow row, T? loaded, JsonTypeInfo<T> json) : IState<T> where T : class
{
    public T? Value { get; private set; } = loaded;

    public static async Task<SqliteState<T>> Load(StateRow row, JsonTypeInfo<T> json)
    {
        var bytes = await row.Load();
        return new(row, bytes is null ? null : JsonSerializer.Deserialize(bytes, json), json);
    }

    public async Task Write(T value)
    {
        await row.Save(JsonSerializer.SerializeToUtf8Bytes(value, json));
        Value = value;
    }

    public async Task Clear()
    {
        await row.Delete();
        Value = null;
    }
}

/// <summary>The row of one actor.</summary>
readonly record struct StateRow(SqliteStateStore Store, string Kind, StateKey Key)
{
    public Task<byte[]?> Load() => Store.Load(Kind, Key);
    public Task Save(byte[] data) => Store.Save(Kind, Key, data);
    public Task Delete() => Store.Delete(Kind, Key);
}
