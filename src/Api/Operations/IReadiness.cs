namespace Hark.Api;

/// <summary>Whether requests can be served. Told by the host.</summary>
public interface IReadiness
{
    /// <summary>A sentence; null when ready.</summary>
    string? NotReadyBecause { get; }
}
