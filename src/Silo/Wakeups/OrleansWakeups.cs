using Hark.Grains;
using Orleans.Timers;

namespace Hark.Silo;

/// <summary>One actor's wake-ups: the soon ones by a timer of this process, the durable ones by an Orleans reminder.</summary>
public sealed class OrleansWakeups(IGrainContext context, IGrainFactory grains, IReminderRegistry reminders, HandedOn handedOn, ILogger<OrleansWakeups> logger, ActorClock clock) : IWakeups
{
    internal const string Reminder = "wake";

    /// <summary>The shortest period that Orleans takes; what <see cref="IWakeups.At"/> promises.</summary>
    static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    /// <summary>Called earlier, the actor looks again.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>A turn that has not come so long after it was due may have been lost on its way.</summary>
    static readonly TimeSpan Lost = TimeSpan.FromSeconds(5);

    /// <summary>What is due so soon after the activation has ended does not wait for the reminder.</summary>
    static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(2);

    readonly Lock _lock = new();
    readonly ITurns _self = grains.GetGrain<ITurns>(context.GrainId);
    ITimer? _timer;
    long _due = long.MaxValue;
    IGrainReminder? _reminder;
    bool _reminderKnown;

    public void Soon(TimeSpan delay = default)
    {
        if (delay > Longest) delay = Longest;
        lock (_lock)
        {
            var due = In(delay);
            if (due >= _due && _due >= In(-Lost)) return;
            _due = due;
            if (delay > TimeSpan.Zero)
            {
                _timer ??= clock.Time.CreateTimer(_ => Post(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timer.Change(delay, Timeout.InfiniteTimeSpan);
                return;
            }
        }
        Post();
    }

    public async Task At(DateTimeOffset time)
    {
        var wait = time - clock.Time.GetUtcNow();
        await Keep(async () => _reminder = await reminders.RegisterOrUpdateReminder(context.GrainId, Reminder, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Again));
    }

    public async Task Never()
    {
        if (_reminderKnown && _reminder is null) return;
        await Keep(async () =>
        {
            _reminder ??= await reminders.GetReminder(context.GrainId, Reminder);
            if (_reminder is not null) await reminders.UnregisterReminder(context.GrainId, _reminder);
            _reminder = null;
        });
    }

    /// <summary>Runs the actor's turn. Nobody waits for it, so what it throws is told here; its durable wake-up comes again within a minute.</summary>
    public async Task Turn(IWakeable actor)
    {
        lock (_lock) _due = long.MaxValue;
        try
        {
            await actor.Wake();
        }
        catch (Exception e)
        {
            logger.TurnFailed(e, context.GrainId);
        }
    }

    /// <summary>The activation ends.</summary>
    public async Task Rest(IWakeable actor)
    {
        try
        {
            await actor.Rest();
        }
        finally
        {
            if (_timer is not null) await _timer.DisposeAsync();
            bool soon;
            lock (_lock) soon = _due <= In(AtOnce);
            // Above all the retry after a state that could not be written, which is what ended the activation.
            if (soon) handedOn.Wake(context.GrainId);
        }
    }

    long In(TimeSpan time) => clock.Time.GetTimestamp() + (long)(time.TotalSeconds * clock.Time.TimestampFrequency);

    async Task Keep(Func<Task> act)
    {
        // Until it is known to have been done, another look is needed.
        _reminderKnown = false;
        try
        {
            await act();
            _reminderKnown = true;
        }
        catch (Exception e)
        {
            // It may have been done, and only the answer was lost: what was held then is not there any more, and cannot be taken back a second time.
            _reminder = null;
            throw new StorageUnavailableException($"The wake-up of {context.GrainId} could not be kept: {e.Message}", e);
        }
    }

    async void Post()
    {
        try
        {
            await _self.Turn();
        }
        catch (Exception e)
        {
            // The silo stops, or the cluster cannot place the actor now. A minute later its reminder calls again.
            lock (_lock) _due = long.MaxValue;
            logger.TurnNotPosted(e, context.GrainId);
        }
    }
}

static partial class WakeupsLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Actor} failed in a turn of its own.")]
    public static partial void TurnFailed(this ILogger logger, Exception exception, GrainId actor);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Actor} could not be called for a turn of its own.")]
    public static partial void TurnNotPosted(this ILogger logger, Exception exception, GrainId actor);
}
