using System.Text.Json;
using Hark.Grains;

namespace Hark.Testing;

/// <summary>An actor's state in memory, kept as the JSON that a host would write.</summary>
public sealed class MemoryState<T> : IState<T> where T : class
{
    string? _durable;

    public MemoryState() { }

    MemoryState(string? durable) => (_durable, Value) = (durable, Parse(durable));

    public T? Value { get; private set; }

    /// <summary>What a new activation would read.</summary>
    public T? Durable => Parse(_durable);

    /// <summary>Writes that became durable.</summary>
    public int Writes { get; private set; }

    public Fault Fault { get; } = new();

    /// <summary>The state as a new activation finds it: only what is durable.</summary>
    public MemoryState<T> Reactivated() => new(_durable);

    public Task Write(T value)
    {
        Fault.Around(() =>
        {
            _durable = JsonSerializer.Serialize(value, typeof(T), StateJson.Default);
            Writes++;
        });
        Value = value;
        return Task.CompletedTask;
    }

    public Task Clear()
    {
        _durable = null;
        Value = null;
        return Task.CompletedTask;
    }

    static T? Parse(string? json) => json is null ? null : (T?)JsonSerializer.Deserialize(json, typeof(T), StateJson.Default);
}
