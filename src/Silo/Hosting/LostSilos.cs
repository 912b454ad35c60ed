using Hark.Grains;

namespace Hark.Silo;

/// <summary>When another silo is lost, whoever waits for a slot on this one is turned away.</summary>
/// <remarks>The lost silo may have held the directory's entries of actors that live here: others activate them again and acknowledge a STOP that those who wait here do not know of (invariant 1).</remarks>
sealed class LostSilos(ISiloStatusOracle silos, Pacers pacers) : ISiloStatusListener
{
    /// <summary>This silo is active.</summary>
    public Task Begin()
    {
        silos.SubscribeToSiloStatusEvents(this);
        return Task.CompletedTask;
    }

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status != SiloStatus.Dead || updatedSilo.Equals(silos.SiloAddress)) return;
        foreach (var pacer in pacers.All) pacer.TurnAway();
    }
}
