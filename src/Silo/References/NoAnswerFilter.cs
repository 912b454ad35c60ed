namespace Hark.Silo;

/// <summary>Says what a missing answer means in the words of the contracts: an unknown outcome, not a failure.</summary>
/// <remarks>Not to Orleans itself: its own calls, such as probes and look-ups in the directory, have to see its own exceptions.</remarks>
sealed class NoAnswerFilter : IOutgoingGrainCallFilter
{
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (OrleansException e) when (e.InnerException is StorageUnavailableException storage)
        {
            // An actor that could not read its state answers nobody; Orleans says so in an exception of its own.
            throw new StorageUnavailableException(storage.Message, e);
        }
        catch (Exception e) when ((e is TimeoutException or OrleansException) && !context.TargetId.IsSystemTarget())
        {
            throw new NoAnswerException($"No answer came from {context.TargetId}. What was asked may or may not have been done; ask again.", e);
        }
    }
}
