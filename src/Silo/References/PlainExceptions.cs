namespace Hark.Silo;

/// <summary>What an actor throws leaves its process as something that every other process can read: an exception of the contracts or of the runtime, without what caused it.</summary>
/// <remarks>Not from Orleans itself: its own calls have to see its own exceptions. A cause of a type that does not travel, such as one of the database's driver, would break the answer itself. It is in the log of the process where it happened.</remarks>
sealed class PlainExceptions(ILogger<PlainExceptions> logger) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (StorageUnavailableException e) when (e.InnerException is not null)
        {
            logger.LogWarning(e, "{Actor} could not reach storage in {Call}.", context.TargetId, context.MethodName);
            throw new StorageUnavailableException(e.Message);
        }
        catch (NoAnswerException e) when (e.InnerException is not null)
        {
            logger.LogWarning(e, "{Actor} got no answer in {Call}.", context.TargetId, context.MethodName);
            throw new NoAnswerException(e.Message);
        }
        catch (Exception e) when (e is not (OrleansException or StorageUnavailableException or NoAnswerException) && !context.TargetId.IsSystemTarget())
        {
            logger.LogError(e, "{Actor} failed in {Call}.", context.TargetId, context.MethodName);
            throw new InvalidOperationException($"{context.TargetId} failed in {context.MethodName}: {e.GetType().Name}: {e.Message}");
        }
    }
}
