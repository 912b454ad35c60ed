using Hark.Api;

namespace Hark.Silo;

/// <summary>Whether this process can serve requests: it is not stopping, reaches the database, and reaches the actors.</summary>
sealed class ClusterReadiness(RecordsService records, Drain drain, IReach reach) : IReadiness
{
    public string? NotReadyBecause =>
        drain.Begun ? "Hark is stopping." :
        records.NotReadyBecause ?? reach.NotReadyBecause;
}

/// <summary>Whether the actors can be reached from here.</summary>
interface IReach
{
    /// <summary>A sentence; null when they can.</summary>
    string? NotReadyBecause { get; }
}

/// <summary>From a silo: once it is an active member of the cluster.</summary>
sealed class SiloReach(ISiloStatusOracle silos) : IReach
{
    public string? NotReadyBecause => silos.CurrentStatus == SiloStatus.Active ? null : $"This silo is not active in the cluster: {silos.CurrentStatus}.";
}

/// <summary>From an API host: while it is connected to a gateway of a silo.</summary>
sealed class GatewayReach : IReach
{
    volatile int _gateways;

    public string? NotReadyBecause => _gateways > 0 ? null : "No silo can be reached. Are silos of this Cluster:ClusterId running?";

    public void Connected(int gateways) => _gateways = gateways;
}
