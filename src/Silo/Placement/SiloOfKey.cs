using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace Hark.Silo;

/// <summary>Lives on the silo that its key names.</summary>
[AttributeUsage(AttributeTargets.Class)]
sealed class SiloOfKeyAttribute() : PlacementAttribute(new SiloOfKeyPlacement());

[Serializable]
sealed class SiloOfKeyPlacement : PlacementStrategy;

sealed class SiloOfKeyDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var key = target.GrainIdentity.Key.ToString();
        return Task.FromResult(context.GetCompatibleSilos(target).FirstOrDefault(silo => silo.ToParsableString() == key)
            ?? throw new SiloUnavailableException($"The silo {key} is gone."));
    }
}
