using System.Reflection;
using Hark.Silo;

namespace Hark.Cluster.Tests;

/// <summary>Actors of which only the calls that wake them are noted.</summary>
sealed class FakeActors
{
    readonly Lock _lock = new();
    readonly List<GrainId> _turns = [];
    readonly List<GrainId> _reminded = [];

    public FakeActors() => Factory = Fake.Of<IGrainFactory>(Get);

    public IGrainFactory Factory { get; }

    /// <summary>Calls that fail from now on.</summary>
    public int Failing { get; set; }

    public IReadOnlyList<GrainId> Turns { get { lock (_lock) return [.. _turns]; } }
    public IReadOnlyList<GrainId> Reminded { get { lock (_lock) return [.. _reminded]; } }

    object Get(MethodInfo method, object?[] arguments)
    {
        var actor = (GrainId)arguments[0]!;
        return method.GetGenericArguments()[0] == typeof(ITurns)
            ? Fake.Of<ITurns>((_, _) => Called(_turns, actor))
            : Fake.Of<IRemindable>((_, _) => Called(_reminded, actor));
    }

    Task Called(List<GrainId> calls, GrainId actor)
    {
        lock (_lock)
        {
            calls.Add(actor);
            if (Failing == 0) return Task.CompletedTask;
            Failing--;
            return Task.FromException(new TimeoutException());
        }
    }
}
