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

/// <summary>The row of one actor; its key is a number or a text.</summary>
sealed class StateRow(SqliteStateStore store, string kind, long number, string? text)
{
    public Task<byte[]?> Load() => text is null ? store.Load(kind, number) : store.Load(kind, text);
    public Task Save(byte[] data) => text is null ? store.Save(kind, number, data) : store.Save(kind, text, data);
    public Task Delete() => text is null ? store.Delete(kind, number) : store.Delete(kind, text);
}
