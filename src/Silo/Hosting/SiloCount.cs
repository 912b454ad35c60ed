namespace Hark.Silo;

/// <summary>How many silos are active, as far as this one knows; itself at least. Counted when the membership changes: the pacer asks for each text.</summary>
sealed class SiloCount : ISiloStatusListener
{
    readonly ISiloStatusOracle _silos;
    volatile int _now;

    public SiloCount(ISiloStatusOracle silos)
    {
        _silos = silos;
        silos.SubscribeToSiloStatusEvents(this);
        Count();
    }

    public int Now() => _now;

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status) => Count();

    void Count() => _now = Math.Max(1, _silos.GetApproximateSiloStatuses(onlyActive: true).Count);
}
