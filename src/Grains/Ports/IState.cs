namespace Hark.Grains;

/// <summary>An actor's durable state. The value in memory is never ahead of the one on disk: <see cref="Write"/> sets it only once it is durable.</summary>
/// <typeparam name="T">An immutable record.</typeparam>
public interface IState<T> where T : class
{
    /// <summary>Null until first written.</summary>
    T? Value { get; }

    /// <exception cref="StorageUnavailableException">Nothing was written; <see cref="Value"/> is unchanged.</exception>
    Task Write(T value);

    Task Clear();
}
