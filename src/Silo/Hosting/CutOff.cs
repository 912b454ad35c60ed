namespace Hark.Silo;

/// <summary>Ends a silo that cannot reach the database while another one can: calls to the actors that live here would wait, and campaigns on all silos with them. Their next activations live where there is a way.</summary>
/// <remarks>Where nobody reaches the database nobody ends: work goes on when the server is back. It comes back to all within moments of each other, so both have to have lasted.</remarks>
sealed class CutOff(RecordsService records, ISiloStatusOracle silos, IGrainFactory grains, IFatalErrorHandler end, ILogger<CutOff> logger, TimeProvider time) : BackgroundService
{
    static readonly TimeSpan Often = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Lasting = TimeSpan.FromSeconds(5);

    readonly Lock _lock = new();
    bool _reaches;
    long _since = time.GetTimestamp();

    /// <summary>For how long this silo has reached the database without a break; zero while it does not.</summary>
    public TimeSpan ReachesFor
    {
        get { lock (_lock) return _reaches ? time.GetElapsedTime(_since) : TimeSpan.Zero; }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Often, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var reason = records.NotReadyBecause;
                if (Look(reaches: reason is null) && await AnotherReaches()) end.OnFatalException(this, $"{reason} Another silo reaches it.");
            }
        }
        catch (OperationCanceledException) { }
    }

    /// <returns>True when it has not been reached for so long that something has to be done.</returns>
    bool Look(bool reaches)
    {
        lock (_lock)
        {
            if (reaches != _reaches) (_reaches, _since) = (reaches, time.GetTimestamp());
            return !_reaches && time.GetElapsedTime(_since) >= Lasting;
        }
    }

    async Task<bool> AnotherReaches()
    {
        var others = silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Where(silo => !silo.Equals(silos.SiloAddress));
        return (await Task.WhenAll(others.Select(ReachesDatabaseFor))).Any(reachesFor => reachesFor >= Lasting);
    }

    async Task<TimeSpan> ReachesDatabaseFor(SiloAddress silo)
    {
        try
        {
            return await grains.GetGrain<ISiloGrain>(silo.ToParsableString()).ReachesDatabaseFor();
        }
        catch (Exception e) when (e is NoAnswerException or OrleansException)
        {
            logger.LogWarning(e, "{Silo} did not say whether it reaches the database.", silo);
            return TimeSpan.Zero;
        }
    }
}
