using Orleans.Concurrency;

namespace Hark.Silo;

/// <summary>A turn of an actor's own. Sent to the actor by its address, so that it queues behind the requests that wait, and finds the actor wherever it lives then.</summary>
[Alias("hark.turns")]
public interface ITurns : IGrainWithIntegerKey
{
    [OneWay]
    Task Turn();
}
