namespace Hark;

public static class Pools
{
    /// <summary>The pool that all stores share.</summary>
    public const string Shared = "shared";
}

/// <summary>The pools of the installation.</summary>
public sealed record PoolNames(IReadOnlyList<string> All);
