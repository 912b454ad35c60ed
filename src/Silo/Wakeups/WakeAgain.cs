namespace Hark.Silo;

/// <summary>Wakes every actor that has a durable wake-up, due or not, when the cluster starts and when a silo is lost: its actors go on within seconds, not when their reminders come round a minute later.</summary>
/// <remarks>The first silo in the order of addresses does it for all, also when it only joins silos that run. Should it die meanwhile, the reminders are still there.</remarks>
sealed class WakeAgain : ISiloStatusListener, IDisposable
{
    /// <summary>Until the places of the lost silo's actors are free.</summary>
    static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    /// <summary>After the wake-ups could not be read.</summary>
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>A second time, for whom the first call did not find, and in case this silo did not know yet that it is the first now.</summary>
    static readonly TimeSpan OnceMore = TimeSpan.FromSeconds(5);

    readonly ISiloStatusOracle _silos;
    readonly IReminderTable _reminders;
    readonly IGrainFactory _grains;
    readonly ILogger<WakeAgain> _logger;
    readonly ITimer _timer;
    volatile bool _onceMore;

    public WakeAgain(ISiloStatusOracle silos, IReminderTable reminders, IGrainFactory grains, ILogger<WakeAgain> logger, TimeProvider time)
    {
        (_silos, _reminders, _grains, _logger) = (silos, reminders, grains, logger);
        _timer = time.CreateTimer(_ => _ = WakeAll(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>This silo is active.</summary>
    public async Task Begin()
    {
        _silos.SubscribeToSiloStatusEvents(this);
        _onceMore = true;
        await WakeAll();
    }

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status != SiloStatus.Dead || updatedSilo.Equals(_silos.SiloAddress)) return;
        _onceMore = true;
        _timer.Change(Settling, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    async Task WakeAll()
    {
        try
        {
            if (_silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Min() is { } first && first.Equals(_silos.SiloAddress))
            {
                // From a hash round the whole ring to itself: all of them.
                foreach (var reminder in (await _reminders.ReadRows(0, 0)).Reminders) await Wake(reminder.GrainId);
            }
            if (!_onceMore) return;
            _onceMore = false;
            _timer.Change(OnceMore, Timeout.InfiniteTimeSpan);
        }
        catch (Exception e)
        {
            _logger.LogWarning(e, "The actors that have a wake-up could not be woken; it is tried again.");
            _timer.Change(RetryAfter, Timeout.InfiniteTimeSpan);
        }
    }

    async Task Wake(GrainId actor)
    {
        try
        {
            await _grains.GetGrain<ITurns>(actor).Turn();
        }
        catch (Exception e)
        {
            _logger.LogWarning(e, "{Actor} could not be woken at once; its reminder does it within a minute.", actor);
        }
    }
}
