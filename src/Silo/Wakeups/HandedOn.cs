namespace Hark.Silo;

/// <summary>Wakes actors whose activation on this silo has ended shortly before they were due: after 1 s, and when they cannot be reached, after 2, 4, ... 32 s more. By then their reminders come round.</summary>
public sealed class HandedOn(IGrainFactory grains, ILogger<HandedOn> logger, ActorClock clock) : IDisposable
{
    static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Last = TimeSpan.FromSeconds(32);

    readonly CancellationTokenSource _end = new();

    /// <summary>Returns at once; the calls are not made by the activation that ends.</summary>
    public void Wake(GrainId actor) => _ = Task.Run(() => KeepWaking(actor));

    public void Dispose() => _end.Cancel();

    async Task KeepWaking(GrainId actor)
    {
        for (var wait = First; wait <= Last; wait *= 2)
        {
            await Task.Delay(wait, clock.Time, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_end.IsCancellationRequested) return;
            try
            {
                // As its reminder does it: unlike a turn of its own, this call says whether it came there.
                await grains.GetGrain<IRemindable>(actor).ReceiveReminder(OrleansWakeups.Reminder, default).ConfigureAwait(false);
                return;
            }
            catch (Exception e)
            {
                logger.NotWoken(e, actor);
            }
        }
    }
}

static partial class HandedOnLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Actor} is due and could not be woken.")]
    public static partial void NotWoken(this ILogger logger, Exception exception, GrainId actor);
}
