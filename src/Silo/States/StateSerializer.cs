using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hark.Grains;
using Orleans.Storage;

namespace Hark.Silo;

/// <summary>States are written as on one machine: the JSON of <see cref="StateJson"/>. Orleans' own serializer failed to read immutable collections again.</summary>
sealed class StateSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input!, Json<T>()));

    public T? Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize(input, Json<T>());

    static JsonTypeInfo<T> Json<T>() => (JsonTypeInfo<T>)(StateJson.Default.GetTypeInfo(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T)} is not the state of an actor."));
}
