using Hark.Grains;
using Orleans.Storage;

namespace Hark.Silo;

/// <summary>An actor's state in Orleans' grain storage. A failed write ends the activation: the next one reads what is really kept.</summary>
/// <remarks>Either another activation has written (its version does not fit: this one is fenced), or the database was lost and may have kept the write whose answer never came.</remarks>
sealed class OrleansState<T>(IPersistentState<T> stored, IGrainContext context) : IState<T> where T : class
{
    T? _kept;
    bool _written;

    /// <summary>What is known to be kept; <see cref="IPersistentState{T}"/> itself runs ahead while a write is under way.</summary>
    public T? Value => _written ? _kept : stored.RecordExists ? stored.State : null;

    public async Task Write(T value)
    {
        (_kept, _written) = (Value, true);
        stored.State = value;
        await Keep(stored.WriteStateAsync);
        _kept = value;
    }

    public async Task Clear()
    {
        (_kept, _written) = (Value, true);
        await Keep(stored.ClearStateAsync);
        _kept = null;
    }

    async Task Keep(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception e)
        {
            var fenced = e is InconsistentStateException;
            var sentence = fenced
                ? $"Another activation of {context.GrainId} has taken over; this one ends. Ask again."
                : $"The state of {context.GrainId} could not be written: {e.Message}";
            // Without the exception: with it, the calls that wait would be refused in its name, where the next activation can serve them.
            context.Deactivate(new(DeactivationReasonCode.ApplicationError, sentence), CancellationToken.None);
            throw new StorageUnavailableException(sentence, e);
        }
    }
}
