namespace Hark.Silo;

/// <summary>Wakes every actor that has a durable wake-up, due or not, when the cluster starts and when a silo is lost: its actors go on within seconds, not when their reminders come round a minute later.</summary>
/// <remarks>The first silo in the order of addresses does it for all. Should it die meanwhile, or not know yet that it is the first, the reminders are still there.</remarks>
sealed class WakeAgain : ISiloStatusListener, IDisposable
{
    /// <summary>Until the places of the lost silo's actors are free.</summary>
    static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    readonly ISiloStatusOracle _silos;
    readonly IReminderTable _reminders;
    readonly IGrainFactory _grains;
    readonly ILogger<WakeAgain> _logger;
    readonly ITimer _timer;

    public WakeAgain(ISiloStatusOracle silos, IReminderTable reminders, IGrainFactory grains, ILogger<WakeAgain> logger, TimeProvider time)
    {
        (_silos, _reminders, _grains, _logger) = (silos, reminders, grains, logger);
        _timer = time.CreateTimer(_ => _ = WakeAll(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>This silo is active.</summary>
    public async Task Begin()
    {
        _silos.SubscribeToSiloStatusEvents(this);
        await WakeAll();
    }

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status == SiloStatus.Dead && !updatedSilo.Equals(_silos.SiloAddress)) _timer.Change(Settling, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    async Task WakeAll()
    {
        if (_silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Min() is not { } first || !first.Equals(_silos.SiloAddress)) return;
        try
        {
            // From a hash round the whole ring to itself: all of them.
            foreach (var reminder in (await _reminders.ReadRows(0, 0)).Reminders) await _grains.GetGrain<ITurns>(reminder.GrainId).Turn();
        }
        catch (Exception e)
        {
            _logger.LogWarning(e, "The actors that have a wake-up could not be woken at once; their reminders do it within a minute.");
        }
    }
}
