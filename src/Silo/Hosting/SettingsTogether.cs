using Hark.Api;
using Hark.Grains;

namespace Hark.Silo;

/// <summary>Settings of several sections that only make sense together.</summary>
static class SettingsTogether
{
    /// <exception cref="StartException">Names the settings that contradict each other.</exception>
    public static void Check(ClusterOptions cluster, BandwidthOptions bandwidth, TimeSpan longestAtCarrier)
    {
        // A process that stood still for so long turns away who waited for a slot; it has to notice before the others take over its actors.
        var declaredDead = cluster.ProbeTimeout * cluster.MissedProbes;
        if (bandwidth.HandOverTimeout >= declaredDead)
            throw new StartException($"Bandwidth:HandOverTimeout ({bandwidth.HandOverTimeout}) must be shorter than Cluster:ProbeTimeout times Cluster:MissedProbes ({declaredDead}), after which a silo is declared dead.");
        var longestSend = bandwidth.HandOverTimeout + longestAtCarrier;
        if (cluster.CallTimeout <= longestSend)
            throw new StartException($"Cluster:CallTimeout ({cluster.CallTimeout}) must be longer than Bandwidth:HandOverTimeout and the longest time at a carrier (Simulator:Timeout, or 2 s and Smpp:Timeout or Http:Timeout) together ({longestSend}): a text may wait so long for its slot and its carrier.");
    }
}
