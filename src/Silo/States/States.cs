namespace Hark.Silo;

static class States
{
    /// <summary>The grain storage that keeps the actors' states.</summary>
    public const string Provider = "actors";

    /// <summary>Each actor has one state.</summary>
    public const string Name = "state";
}
