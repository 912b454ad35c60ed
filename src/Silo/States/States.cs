namespace Hark.Silo;

static class States
{
    /// <summary>The grain storage that keeps the actors' states.</summary>
    public const string Provider = "actors";

    /// <summary>Orleans' own one behind it, when <see cref="ClusterOptions.States"/> is <see cref="StateStorage.AdoNet"/>.</summary>
    public const string Reference = "adonet";

    /// <summary>Each actor has one state.</summary>
    public const string Name = "state";

    /// <summary>All others have numbers. A text may look like a number and is none.</summary>
    public static bool IsAddressedByText(GrainId actor) => actor.Type.ToString() is "keyword" or "bandwidth";
}
