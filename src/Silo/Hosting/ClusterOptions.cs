using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Hark.Silo;

public enum StateStorage
{
    /// <summary>Ours: many actors' states in one statement.</summary>
    Batched,
    /// <summary>Orleans' own ADO.NET provider: one statement for each state. The reference.</summary>
    AdoNet,
}

/// <summary>Section <c>Cluster</c>: how processes find each other and how soon they notice that one is gone.</summary>
public sealed class ClusterOptions : IValidatableObject
{
    /// <summary>Silos with the same id on the same database form one cluster. A second cluster beside it (a rehearsal, say) takes another id.</summary>
    [Required(ErrorMessage = "Cluster:ClusterId must not be empty.")]
    public string ClusterId { get; set; } = "hark";

    /// <summary>Whose wake-ups these are and, with <see cref="StateStorage.AdoNet"/>, whose states; batched states have no such id and belong to the database. Never changed while there is data: another id sees none of it.</summary>
    [Required(ErrorMessage = "Cluster:ServiceId must not be empty.")]
    public string ServiceId { get; set; } = "hark";

    /// <summary>IP address that the other silos and the API hosts reach this silo at. Null takes the first address of this machine that is not a loopback one.</summary>
    public string? Address { get; set; }

    /// <summary>Where this silo listens to other silos.</summary>
    [Range(1, 65_535, ErrorMessage = "Cluster:SiloPort must be from 1 to 65535.")]
    public int SiloPort { get; set; } = 11_111;

    /// <summary>Where this silo listens to API hosts.</summary>
    [Range(1, 65_535, ErrorMessage = "Cluster:GatewayPort must be from 1 to 65535.")]
    public int GatewayPort { get; set; } = 30_000;

    /// <summary>How long a silo may leave one probe of another silo without an answer. Shorter: a dead silo is noticed sooner. Longer: a busy one is not taken for dead. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.200", "00:00:30", ParseLimitsInInvariantCulture = true, ErrorMessage = "Cluster:ProbeTimeout must be from 200 ms to 30 s (00:00:00.200 to 00:00:30).")]
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Probes in a row that a silo must leave unanswered to be declared dead. Default 3.</summary>
    [Range(2, 10, ErrorMessage = "Cluster:MissedProbes must be from 2 to 10.")]
    public int MissedProbes { get; set; } = 3;

    /// <summary>How long a call waits for its answer before its outcome is called unknown. Longer than <c>Bandwidth:HandOverTimeout</c> and the carrier's time-out together. Default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:05:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Cluster:CallTimeout must be from 2 s to 5 minutes (00:00:02 to 00:05:00).")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long an actor stays in memory without a request. Shorter: less memory in a campaign (about 4 kB for each person texted meanwhile). Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Cluster:IdleAfter must be from 10 s to a day (00:00:10 to 1.00:00:00).")]
    public TimeSpan IdleAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long <c>/readyz</c> says no before anything else stops, so that a load balancer has looked elsewhere by then. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Cluster:DrainTime must be from 0 to 5 minutes (00:00:00 to 00:05:00).")]
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How actors' states are written. Both keep them in tables of their own: changing it leaves the states behind.</summary>
    public StateStorage States { get; set; } = StateStorage.Batched;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Address is not null && !IPAddress.TryParse(Address, out _))
            yield return new($"Cluster:Address must be an IP address such as 10.0.0.12, not '{Address}'. A name would have to be looked up by everybody who wants to reach this silo.", [nameof(Address)]);
        if (SiloPort == GatewayPort)
            yield return new($"Cluster:SiloPort and Cluster:GatewayPort are both {SiloPort}; a silo listens at each of them.", [nameof(GatewayPort)]);
        if (!Enum.IsDefined(States))
            yield return new("Cluster:States must be Batched or AdoNet.", [nameof(States)]);
    }
}
