namespace Hark.Silo;

/// <summary>What a silo says of itself to others. The key is its address.</summary>
[Alias("hark.silo")]
public interface ISiloGrain : IGrainWithStringKey
{
    /// <returns>For how long it has reached the database without a break; zero while it does not.</returns>
    Task<TimeSpan> ReachesDatabaseFor();
}

[GrainType("silo"), SiloOfKey]
sealed class SiloGrain(CutOff here) : ISiloGrain
{
    public Task<TimeSpan> ReachesDatabaseFor() => Task.FromResult(here.ReachesFor);
}
